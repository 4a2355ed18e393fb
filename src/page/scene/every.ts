/**
 * Calls back at an even rate. What comes late does not shift the beat, unless it is later than a period: then the
 * beat goes on from there. `setInterval` counts in whole milliseconds and would call 101 times where 100 are due, the odd one
 * out a gap in the picture every 3.3 seconds.
 *
 * @returns the way to stop it.
 */
export function every(periodMs: number, call: () => void): () => void {
  let dueMs = performance.now();
  const turn = () => {
    const nowMs = performance.now();
    dueMs = Math.max(dueMs + periodMs, nowMs);
    timer = setTimeout(turn, dueMs - nowMs);
    call();
  };
  let timer = setTimeout(turn);
  return () => clearTimeout(timer);
}
