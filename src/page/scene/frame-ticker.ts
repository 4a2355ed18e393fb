/** The worker's whole program: a tick per period, whatever the page is doing. */
const PROGRAM = 'onmessage = ({ data }) => setInterval(() => postMessage(0), data);';

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
