import type { Browser } from '../../programs/index.ts';
import { DispatcherError } from '../dispatcher-error.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';

const CLOSE_TIMEOUT_MS = 5_000;

/** Keeps one browser for all avatars: started once, and again when it crashes. */
export class BrowserHost {
  readonly #launch: () => Promise<Browser>;
  readonly #log: Log;
  #browser: Promise<Browser> | undefined;
  #closed = false;

  constructor(launch: () => Promise<Browser>, log: Log) {
    this.#launch = launch;
    this.#log = log;
  }

  /**
   * The browser, which is started when it does not run.
   *
   * @throws {DispatcherError} `browser_unavailable` or `shutting_down`.
   */
  get(): Promise<Browser> {
    if (this.#closed) return Promise.reject(DispatcherError.shuttingDown());
    this.#browser ??= this.#start();
    return this.#browser;
  }

  /** Ends the browser and all that runs in it. */
  async close(): Promise<void> {
    this.#closed = true;
    const browser = await this.#browser?.catch(() => undefined);
    await within(CLOSE_TIMEOUT_MS, browser?.close());
  }

  async #start(): Promise<Browser> {
    try {
      const browser = await this.#launch();
      void browser.ended.then(() => this.#restart());
      this.#log.info(`Browser ready: ${browser.version}.`);
      return browser;
    } catch (cause) {
      this.#browser = undefined;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new DispatcherError('browser_unavailable', `The browser can’t be started. ${why}`, {
        cause,
      });
    }
  }

  /** At once, so that the next launch need not wait for it. */
  #restart(): void {
    this.#browser = undefined;
    if (this.#closed) return;
    this.#log.error('The browser crashed: its avatars are gone. Starting it again.');
    this.get().catch((error: unknown) => this.#log.error(String(error)));
  }
}
