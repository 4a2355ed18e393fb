/**
 * Calls back at an even rate. What comes late does not shift the beat, and what a stall has missed is left out.
 * `setInterval` counts in whole milliseconds and would call 101 times where 100 are due, the odd one out a gap in the picture every
 * 3.3 seconds.
 *
 * @returns the way to stop it.
 */
export function every(periodMs: number, call: () => void): () => void {
  let dueMs = performance.now();
  const turn = () => {
    const nowMs = performance.now();
    dueMs += periodMs * (1 + Math.max(0, Math.floor((nowMs - dueMs) / periodMs)));
    timer = setTimeout(turn, dueMs - nowMs);
    call();
  };
  let timer = setTimeout(turn);
  return () => clearTimeout(timer);
}
