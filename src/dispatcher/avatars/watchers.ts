import type { WatchPage } from '../../host/index.ts';

/** Those who look into one avatar's page; the page tells nothing while there are none. */
export class Watchers {
  readonly #watchers = new Set<(lines: string) => void>();
  readonly #page = Promise.withResolvers<WatchPage>();

  /** The page is there. */
  open(watch: WatchPage): void {
    this.#page.resolve(watch);
  }

  /** Passes on what the page tells until `signal` aborts. Each newcomer makes it tell anew what holds. */
  async add(onLines: (lines: string) => void, signal: AbortSignal): Promise<void> {
    const watch = await this.#page.promise;
    if (signal.aborted) return;
    this.#watchers.add(onLines);
    signal.addEventListener('abort', () => {
      this.#watchers.delete(onLines);
      // The page may be gone already.
      if (this.#watchers.size === 0) void watch(undefined).catch(() => undefined);
    });
    await watch((lines) => {
      for (const tell of this.#watchers) tell(lines);
    });
  }
}
