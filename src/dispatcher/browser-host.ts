import { fallsSilent, within } from '../host/index.ts';
import type { Browser } from '../programs/index.ts';
import { DispatcherError } from './dispatcher-error.ts';
import type { Log } from './log.ts';

const CLOSE_TIMEOUT_MS = 5_000;
/** Far longer than a browser takes for its version on a busy machine. */
const PATIENCE_MS = 10_000;

export interface BrowserHostOptions {
  readonly launch: () => Promise<Browser>;
  /** How long the browser may leave a question unanswered, in milliseconds; 10,000 without. */
  readonly patienceMs?: number | undefined;
  readonly log: Log;
}

/** Keeps one browser for all avatars: started once, and again when it crashes or freezes. */
export class BrowserHost {
  readonly #launch: () => Promise<Browser>;
  readonly #patienceMs: number;
  readonly #log: Log;
  #browser: Promise<Browser> | undefined;
  #closed = false;

  constructor({ launch, patienceMs = PATIENCE_MS, log }: BrowserHostOptions) {
    this.#launch = launch;
    this.#patienceMs = patienceMs;
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
      void this.#watch(browser);
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
    this.#log.error('The browser has ended, and its avatars with it. Starting it again.');
    this.get().catch((error: unknown) => this.#log.error(String(error)));
  }

  /** One that is frozen does not end by itself, and whoever it was asked for would wait in vain. */
  async #watch(browser: Browser): Promise<void> {
    const ended = new AbortController();
    void browser.ended.then(() => ended.abort());
    const ask = () => browser.session.send('Browser.getVersion');
    const patienceMs = this.#patienceMs;
    if (!(await fallsSilent({ ask, patienceMs, signal: ended.signal }))) return;
    this.#log.error(`The browser has not answered for ${patienceMs / 1000} s: ending it.`);
    await browser.close();
  }
}
