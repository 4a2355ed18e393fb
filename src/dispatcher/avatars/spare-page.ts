import { HostedPage, within } from '../../host/index.ts';
import type { Browser } from '../../programs/index.ts';
import type { StandbyOptions } from '../../protocol/index.ts';
import type { Log } from '../log.ts';

/** An avatar that has just joined has its first words to say: the next page is made ready after them. */
const REFILL_AFTER_MS = 5_000;
const STANDBY_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 5_000;

export interface SparePageOptions {
  readonly getBrowser: () => Promise<Browser>;
  readonly pageUrl: string;
  readonly log: Log;
}

/** A page that stands by for the next avatar, its scripts run and its scene set: half a second that nobody waits for. */
export class SparePage {
  readonly #options: SparePageOptions;
  #making: Promise<void> | undefined;
  #ready: HostedPage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SparePageOptions) {
    this.#options = options;
  }

  /** Makes one for an avatar like this, unless there is one. */
  prepare(options: Omit<StandbyOptions, 'standby'> = {}): void {
    if (this.#closed || this.#making || this.#ready) return;
    this.#making = this.#make({ standby: '', ...options }).finally(
      () => (this.#making = undefined),
    );
  }

  /** The same, when an avatar that has just joined is past its first words. */
  prepareSoon(options: Omit<StandbyOptions, 'standby'>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.prepare(options), REFILL_AFTER_MS).unref();
  }

  /** The page, if it is ready; it is the caller's then. */
  take(): HostedPage | undefined {
    const taken = this.#ready;
    this.#ready = undefined;
    return taken;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await within(CLOSE_TIMEOUT_MS, this.#making);
    await this.take()?.close();
  }

  async #make(options: StandbyOptions): Promise<void> {
    const { getBrowser, pageUrl, log } = this.#options;
    let hosted: HostedPage | undefined;
    try {
      hosted = await HostedPage.open({ browser: await getBrowser(), pageUrl });
      await hosted.standBy(options, STANDBY_TIMEOUT_MS);
      this.#ready = hosted;
      log.debug('A page stands by for the next avatar.');
      void Promise.race([hosted.page.crashed, hosted.page.closed]).then(() => this.#lose(hosted));
    } catch (error) {
      // The next avatar opens a page of its own, and says what is wrong with it.
      log.debug(`No page stands by: ${String(error)}`);
      await hosted?.close();
    }
  }

  /** Without effect when it has been taken. */
  #lose(hosted: HostedPage | undefined): void {
    if (this.#ready !== hosted) return;
    void this.take()?.close();
  }
}
