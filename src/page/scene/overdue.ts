/**
 * Calls when a moment has passed that is usually put off before it comes, and then before all else that waits for the thread.
 * Where the browser has no `scheduler` it never does.
 *
 * A timer for each moment would be cancelled thirty times a second, which takes longer than to look now and then
 * whether the moment has come (`docs/performance.md`).
 */
export class Overdue {
  readonly #call: () => void;
  #momentMs = Number.POSITIVE_INFINITY;
  #looksAtMs = Number.POSITIVE_INFINITY;
  #waiting = new AbortController();

  constructor(call: () => void) {
    this.#call = call;
  }

  /** @param momentMs of `performance.now()`. */
  putOff(momentMs: number): void {
    this.#momentMs = momentMs;
    if (momentMs < this.#looksAtMs) this.#wait();
  }

  stop(): void {
    this.#waiting.abort();
  }

  #wait(): void {
    if (!('scheduler' in globalThis)) return;
    if (this.#looksAtMs < Number.POSITIVE_INFINITY) {
      this.#waiting.abort();
      this.#waiting = new AbortController();
    }
    this.#looksAtMs = this.#momentMs;
    const delay = Math.ceil(this.#momentMs - performance.now());
    const { signal } = this.#waiting;
    // Rejects when it is stopped, and with nothing else.
    scheduler
      .postTask(() => this.#look(), { priority: 'user-blocking', delay, signal })
      .catch(() => undefined);
  }

  #look(): void {
    this.#looksAtMs = Number.POSITIVE_INFINITY;
    if (performance.now() < this.#momentMs) return this.#wait();
    try {
      this.#call();
    } catch (error) {
      // The one who asked for the task is long gone.
      reportError(error);
    }
  }
}
