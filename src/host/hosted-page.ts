import type { Browser, BrowserPage } from '../programs/index.ts';
import {
  buildPageAddress,
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  type PageHandle,
  type PageOptions,
  type StandbyOptions,
} from '../protocol/index.ts';
import { within } from './within.ts';

const CLOSE_TIMEOUT_MS = 5_000;
const LEAVE_TIMEOUT_MS = 5_000;
/** Nobody sees it, and the picture is drawn apart from it: less to lay out and to composite. */
const UNSEEN_VIEWPORT = { width: 320, height: 180 };

export interface HostedPageOptions {
  readonly browser: Browser;
  /** Where the avatar page is served. */
  readonly pageUrl: string;
  /** In a window, whose size is the person's. */
  readonly headed?: boolean;
}

/** The avatar page, and the ways between it and us. */
export class HostedPage {
  /** Told every status, as it came. */
  onReport: (report: unknown) => void = () => undefined;
  /** Told lines of JSON while it is {@link watch}ed. */
  onLines: (lines: string) => void = () => undefined;
  readonly page: BrowserPage;
  readonly #pageUrl: string;
  #standsBy = false;

  /** Opens an empty page. */
  static async open({ browser, pageUrl, headed = false }: HostedPageOptions): Promise<HostedPage> {
    const page = await browser.openPage({ viewport: headed ? undefined : UNSEEN_VIEWPORT });
    const hosted = new HostedPage(page, pageUrl);
    try {
      await hosted.#offerWays(headed);
      return hosted;
    } catch (error) {
      await hosted.close();
      throw error;
    }
  }

  private constructor(page: BrowserPage, pageUrl: string) {
    this.page = page;
    this.#pageUrl = pageUrl;
  }

  /** Does all that can be done before the room is known. Rejects when the page is none that can stand by. */
  async standBy(options: StandbyOptions, timeoutMs: number): Promise<void> {
    const prepare = async () => {
      await this.page.goTo(buildPageAddress(this.#pageUrl, options).href);
      await this.page.call(async (name) => {
        const look = () => (globalThis as Record<string, unknown>)[name] as PageHandle | undefined;
        while (!look()?.enter) await new Promise((resolve) => setTimeout(resolve, 20));
      }, PAGE_HANDLE);
    };
    this.#standsBy = await within(timeoutMs, prepare());
    if (!this.#standsBy) throw new Error(`The page at ${this.#pageUrl} is none that stands by.`);
  }

  /** Lets it live with these options. */
  async live(options: PageOptions): Promise<void> {
    const { href } = buildPageAddress(this.#pageUrl, options);
    if (!this.#standsBy) return this.page.goTo(href);
    const enter = (name: string, address: string) =>
      ((globalThis as Record<string, unknown>)[name] as PageHandle).enter!(address);
    await this.page.call(enter, PAGE_HANDLE, href);
  }

  /** Has it tell what happens, or stops that. */
  async watch(on: boolean): Promise<void> {
    const ask = async (name: string, wanted: boolean) =>
      ((globalThis as Record<string, unknown>)[name] as PageHandle | undefined)?.watch(wanted);
    await this.page.call(ask, PAGE_HANDLE, on);
  }

  /** Resolves when the avatar has left its room, or can't be brought to. */
  async leave(): Promise<void> {
    const left = this.page.call(async (name) => {
      const handle = (globalThis as Record<string, unknown>)[name] as PageHandle | undefined;
      await handle?.leave();
    }, PAGE_HANDLE);
    await within(LEAVE_TIMEOUT_MS, left);
  }

  async close(): Promise<void> {
    await within(CLOSE_TIMEOUT_MS, this.page.close());
  }

  async #offerWays(headed: boolean): Promise<void> {
    const { page } = this;
    await Promise.all([
      page.offer({
        [HOST_REPORT_BINDING]: (report) => this.onReport(report),
        [HOST_PROBE_BINDING]: (lines) => this.onLines(String(lines)),
      }),
      headed && page.runFirst(`globalThis.${HOST_WATCHED} = true`),
    ]);
  }
}
