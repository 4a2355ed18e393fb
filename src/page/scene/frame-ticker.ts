/**
 * The worker's whole program: a tick per period, whatever the page is doing. `setInterval` counts in whole milliseconds
 * and would tick 101 times where 100 frames are due, the odd one out a gap in the picture every 3.3 seconds.
 */
const PROGRAM = `onmessage = ({ data: periodMs }) => {
  let dueMs = performance.now();
  const tick = () => {
    postMessage(0);
    const nowMs = performance.now();
    dueMs = Math.max(dueMs + periodMs, nowMs);
    setTimeout(tick, dueMs - nowMs);
  };
  tick();
};`;

/**
 * Ticks `fps` times a second from a worker. requestAnimationFrame and the page's own timers fall to
 * one a second in hidden tabs; a worker's timer does not.
 *
 * @returns the way to stop it.
 */
export function startTicker(fps: number, onTick: () => void): () => void {
  const address = URL.createObjectURL(new Blob([PROGRAM], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  worker.onmessage = onTick;
  worker.postMessage(1000 / fps);
  return () => worker.terminate();
}
