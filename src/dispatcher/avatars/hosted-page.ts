import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  buildPageAddress,
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  type PageHandle,
  type PageOptions,
  type StandbyOptions,
} from '../../protocol/index.ts';
import { within } from '../within.ts';

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

/** The avatar page in a browser context of its own, and the ways between it and us. */
export class HostedPage {
  /** Told every status, as it came. */
  onReport: (report: unknown) => void = () => undefined;
  /** Told lines of JSON while it is {@link watch}ed. */
  onLines: (lines: string) => void = () => undefined;
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #pageUrl: string;
  #standsBy = false;

  /** Opens an empty page. */
  static async open({ browser, pageUrl, headed = false }: HostedPageOptions): Promise<HostedPage> {
    const context = await browser.newContext({
      viewport: headed ? null : UNSEEN_VIEWPORT,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    try {
      const hosted = new HostedPage(context, await context.newPage(), pageUrl);
      await hosted.#offerWays(headed);
      return hosted;
    } catch (error) {
      await within(CLOSE_TIMEOUT_MS, context.close());
      throw error;
    }
  }

  private constructor(context: BrowserContext, page: Page, pageUrl: string) {
    this.#context = context;
    this.page = page;
    this.#pageUrl = pageUrl;
  }

  /** Does all that can be done before the room is known. Rejects when the page is none that can stand by. */
  async standBy(options: StandbyOptions, timeoutMs: number): Promise<void> {
    await this.page.goto(buildPageAddress(this.#pageUrl, options).href, { waitUntil: 'commit' });
    const waits = (name: string) =>
      ((globalThis as Record<string, unknown>)[name] as PageHandle | undefined)?.enter !==
      undefined;
    await this.page.waitForFunction(waits, PAGE_HANDLE, { timeout: timeoutMs });
    this.#standsBy = true;
  }

  /** Lets it live with these options. */
  async live(options: PageOptions): Promise<void> {
    const { href } = buildPageAddress(this.#pageUrl, options);
    if (!this.#standsBy) return void (await this.page.goto(href, { waitUntil: 'commit' }));
    const enter = ({ name, address }: { name: string; address: string }) =>
      ((globalThis as Record<string, unknown>)[name] as PageHandle).enter!(address);
    await this.page.evaluate(enter, { name: PAGE_HANDLE, address: href });
  }

  /** Has it tell what happens, or stops that. */
  async watch(on: boolean): Promise<void> {
    const ask = async (asked: { name: string; on: boolean }) =>
      ((globalThis as Record<string, unknown>)[asked.name] as PageHandle | undefined)?.watch(
        asked.on,
      );
    await this.page.evaluate(ask, { name: PAGE_HANDLE, on });
  }

  /** Resolves when the avatar has left its room, or can't be brought to. */
  async leave(): Promise<void> {
    const left = this.page.evaluate(async (name) => {
      const handle = (globalThis as Record<string, unknown>)[name] as PageHandle | undefined;
      await handle?.leave();
    }, PAGE_HANDLE);
    await within(LEAVE_TIMEOUT_MS, left);
  }

  async close(): Promise<void> {
    await within(CLOSE_TIMEOUT_MS, this.#context.close());
  }

  async #offerWays(headed: boolean): Promise<void> {
    const { page } = this;
    await Promise.all([
      page.exposeFunction(HOST_REPORT_BINDING, (report: unknown) => this.onReport(report)),
      page.exposeFunction(HOST_PROBE_BINDING, (lines: string) => this.onLines(lines)),
      headed && page.addInitScript(`globalThis.${HOST_WATCHED} = true`),
    ]);
  }
}
