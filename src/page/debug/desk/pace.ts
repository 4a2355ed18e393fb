/** Share of the page's thread that panels may take. */
const SHARE = 0.03;
const LEAST_PERIOD_MS = 100;

/**
 * Runs `work` again and again, and rests after each time so long that it takes no more than its share of
 * the thread, however slow the machine is.
 *
 * @returns the way to stop it.
 */
export function pace(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const run = () => {
    const startMs = performance.now();
    if (!document.hidden) work();
    const tookMs = performance.now() - startMs;
    timer = setTimeout(run, Math.max(LEAST_PERIOD_MS, tookMs / SHARE));
  };
  timer = setTimeout(run, 0);
  return () => clearTimeout(timer);
}
