const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive twice, from the terminal and from the npm that started us. */
const SAME_MS = 500;
/** What shells expect of a program that was interrupted. */
const EXIT_INTERRUPTED = 130;

/**
 * Aborted when the person or the system wants us to stop. Who asks a second time is not kept
 * waiting for the good order.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      firstMs ??= performance.now();
      if (performance.now() - firstMs > SAME_MS) process.exit(EXIT_INTERRUPTED);
      controller.abort();
    });
  }
  return controller.signal;
}
