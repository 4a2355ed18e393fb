/** When and how the demo is told to end. */
export interface Ending {
  readonly signal: AbortSignal;
  /** Resolves when someone wants the demo to end. */
  readonly asked: Promise<void>;
  end(): void;
  /** Signals of the system do again what they usually do. */
  dispose(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive twice, from the terminal and from the npm that started us. */
const SAME_MS = 500;
/** What shells expect of a program that was interrupted. */
const EXIT_INTERRUPTED = 130;

/** @param signal ends the demo; without it Ctrl-C and its like do, and a second one at once. */
export function listenForTheEnd(signal: AbortSignal | undefined): Ending {
  const controller = new AbortController();
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  let firstMs: number | undefined;
  const end = () => {
    firstMs ??= performance.now();
    controller.abort();
    resolve();
  };
  const onSignal = () => {
    if (firstMs !== undefined && performance.now() - firstMs > SAME_MS) {
      process.exit(EXIT_INTERRUPTED);
    }
    end();
  };
  if (!signal) for (const name of SIGNALS) process.on(name, onSignal);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  return {
    signal: controller.signal,
    asked,
    end,
    dispose() {
      signal?.removeEventListener('abort', end);
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
