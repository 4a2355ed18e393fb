import { every } from './every.ts';
// In the page itself: where it came from may be gone when the tab is hidden.
import TickerWorker from './ticker.worker.ts?worker&inline';

/**
 * Ticks `fps` times a second, in hidden tabs too: there the page's own timers, like requestAnimationFrame, fall to one a second, and a
 * worker's do not. While the page is seen its own timer ticks: a worker that wakes each time takes half a hundredth of a core more.
 *
 * @returns the way to stop it.
 */
export function startTicker(fps: number, onTick: () => void): () => void {
  const periodMs = 1000 / fps;
  const start = () => (document.hidden ? tickInWorker(periodMs, onTick) : every(periodMs, onTick));
  let stop = start();
  const restart = () => {
    stop();
    stop = start();
  };
  document.addEventListener('visibilitychange', restart);
  return () => {
    document.removeEventListener('visibilitychange', restart);
    stop();
  };
}

function tickInWorker(periodMs: number, onTick: () => void): () => void {
  const worker = new TickerWorker();
  worker.onmessage = onTick;
  worker.postMessage(periodMs);
  return () => worker.terminate();
}
