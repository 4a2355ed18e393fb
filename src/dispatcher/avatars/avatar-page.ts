import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  buildPageAddress,
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  pageStatusSchema,
  type PageHandle,
  type PageOptions,
  type PageStatus,
} from '../../protocol/index.ts';
import { within } from '../within.ts';
import { ended, failed, isFinal, type FinalStatus } from './final-status.ts';
import { forwardMessages, type PageMessage } from './page-messages.ts';

export interface AvatarPageOptions {
  readonly browser: Browser;
  /** Where the avatar page is served. */
  readonly pageUrl: string;
  readonly page: PageOptions;
  /** In a window, whose size is the person's. */
  readonly headed?: boolean;
  /** When aborted, the avatar leaves its room properly. */
  readonly signal: AbortSignal;
  /** Told every new status but the last, which is what {@link runAvatarPage} returns. */
  readonly onStatus: (status: PageStatus) => void;
  /** Told what the page complains about, without the token. */
  readonly onMessage: (message: PageMessage) => void;
  /** Given the way to have a look into the page; it tells what happens as lines of JSON. */
  readonly onPage?: (watch: WatchPage) => void;
}

/** Starts to tell `onLines` what happens in the page, or stops that (undefined). */
export type WatchPage = (onLines: ((lines: string) => void) | undefined) => Promise<void>;

/** How long leaving may take. */
const LEAVE_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 5_000;
/** Nobody sees it, and the picture is drawn apart from it: less to lay out and to composite. */
const UNSEEN_VIEWPORT = { width: 320, height: 180 };

/**
 * Runs one avatar in a browser context of its own, from opening the page until it has left the
 * room, crashed or was closed; the context is gone then.
 *
 * @returns the avatar's last status. Never rejects: what goes wrong is a status too.
 */
export async function runAvatarPage(options: AvatarPageOptions): Promise<FinalStatus> {
  const { browser, headed = false, signal } = options;
  if (signal.aborted) return leftBefore();
  let context: BrowserContext | undefined;
  try {
    context = await browser.newContext({
      viewport: headed ? null : UNSEEN_VIEWPORT,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    return await watchPage(await context.newPage(), options);
  } catch (error) {
    return failed(
      'internal',
      `The avatar’s page could not be opened: ${firstLine(error, options.page.token)}`,
    );
  } finally {
    await within(CLOSE_TIMEOUT_MS, context?.close());
  }
}

async function watchPage(page: Page, options: AvatarPageOptions): Promise<FinalStatus> {
  const address = buildPageAddress(options.pageUrl, options.page);
  const final = Promise.withResolvers<FinalStatus>();
  const leave = () => void leavePage(page).then(() => final.resolve(leftBefore()));
  forwardMessages(page, options.page.token, options.onMessage);
  page.once('crash', () => final.resolve(failed('internal', 'The avatar’s page crashed.')));
  page.once('close', () => final.resolve(closedFromOutside(options.headed ?? false)));
  await page.exposeFunction(HOST_REPORT_BINDING, (report: unknown) => {
    const status = pageStatusSchema.parse(report);
    if (isFinal(status)) final.resolve(status);
    else options.onStatus(status);
  });
  await offerWatch(page, options);
  if (options.headed) await page.addInitScript(`globalThis.${HOST_WATCHED} = true`);
  options.signal.addEventListener('abort', leave, { once: true });
  try {
    if (options.signal.aborted) return leftBefore();
    await Promise.race([page.goto(address.href, { waitUntil: 'commit' }), final.promise]);
    return await final.promise;
  } finally {
    options.signal.removeEventListener('abort', leave);
  }
}

async function offerWatch(page: Page, { onPage }: AvatarPageOptions): Promise<void> {
  if (!onPage) return;
  let take: ((lines: string) => void) | undefined;
  await page.exposeFunction(HOST_PROBE_BINDING, (lines: string) => take?.(lines));
  onPage(async (onLines) => {
    take = onLines;
    const ask = async ({ name, on }: { name: string; on: boolean }) =>
      ((globalThis as Record<string, unknown>)[name] as PageHandle | undefined)?.watch(on);
    await page.evaluate(ask, { name: PAGE_HANDLE, on: onLines !== undefined });
  });
}

/** Resolves when the page has left its room, or can't be brought to. */
async function leavePage(page: Page): Promise<void> {
  const left = page.evaluate(async (name) => {
    const handle = (globalThis as Record<string, unknown>)[name] as PageHandle | undefined;
    await handle?.leave();
  }, PAGE_HANDLE);
  await within(LEAVE_TIMEOUT_MS, left);
}

function leftBefore(): FinalStatus {
  return ended('left', 'The avatar left the room.');
}

function closedFromOutside(headed: boolean): FinalStatus {
  if (headed) return ended('left', 'The window was closed.');
  return failed('internal', 'The browser ended, and the avatar with it.');
}

/** Playwright's errors go on for lines, and name the address with the token in it. */
function firstLine(error: unknown, token: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.replaceAll(token, '…');
}
