import type { Browser, BrowserPage, PageMessage } from '../programs/index.ts';
import {
  firstProblem,
  pageStatusSchema,
  type PageOptions,
  type PageStatus,
} from '../protocol/index.ts';
import { ended, failed, isFinal, type FinalStatus } from './final-status.ts';
import { HostedPage } from './hosted-page.ts';
import { forwardMessages } from './page-messages.ts';
import { fallsSilent } from './silence.ts';

/** Far longer than the largest model keeps a page on a busy machine. */
const PATIENCE_MS = 20_000;

export interface AvatarPageOptions {
  readonly browser: Browser;
  /** Where the avatar page is served. */
  readonly pageUrl: string;
  readonly page: PageOptions;
  /** A page that stands by. Without, one is opened. */
  readonly spare?: HostedPage | undefined;
  /** In a window, whose size is the person's. */
  readonly headed?: boolean;
  /** How long the page may leave a question unanswered before it is closed, in milliseconds; 20,000 without. */
  readonly patienceMs?: number | undefined;
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

/**
 * Runs one avatar in a browser context of its own, from opening the page until it has left the
 * room, crashed, hung or was closed; the context is gone then.
 *
 * @returns the avatar's last status. Never rejects: what goes wrong is a status too.
 */
export async function runAvatarPage(options: AvatarPageOptions): Promise<FinalStatus> {
  let hosted = options.spare;
  try {
    if (options.signal.aborted) return leftBefore();
    hosted ??= await HostedPage.open(options);
    return await follow(hosted, options);
  } catch (error) {
    return failed(
      'internal',
      `The avatar’s page could not be opened: ${firstLine(error, options.page.token)}`,
    );
  } finally {
    await hosted?.close();
  }
}

async function follow(hosted: HostedPage, options: AvatarPageOptions): Promise<FinalStatus> {
  const { page } = hosted;
  const { signal } = options;
  const final = Promise.withResolvers<FinalStatus>();
  const over = new AbortController();
  const leave = () => void hosted.leave().then(() => final.resolve(leftBefore()));
  forwardMessages(page, options.page.token, options.onMessage);
  void page.crashed.then(() => final.resolve(failed('internal', 'The avatar’s page crashed.')));
  void page.closed.then(() => final.resolve(closedFromOutside(options.headed ?? false)));
  // A person may have it stand in a debugger.
  if (!options.headed)
    void hangs(page, options, over.signal).then((hung) => hung && final.resolve(hung));
  hosted.onReport = (report) => {
    const { data: status, error } = pageStatusSchema.safeParse(report);
    if (error)
      options.onMessage({ level: 'error', text: `No status of a page: ${firstProblem(error)}` });
    else if (isFinal(status)) final.resolve(status);
    else options.onStatus(status);
  };
  options.onPage?.(async (onLines) => {
    hosted.onLines = onLines ?? (() => undefined);
    await hosted.watch(onLines !== undefined);
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    if (signal.aborted) return leftBefore();
    await Promise.race([hosted.live(options.page), final.promise]);
    return await final.promise;
  } finally {
    signal.removeEventListener('abort', leave);
    over.abort();
  }
}

/** Resolves with what becomes of an avatar whose page hangs; with nothing when `signal` is aborted first. */
async function hangs(
  page: BrowserPage,
  { patienceMs = PATIENCE_MS }: AvatarPageOptions,
  signal: AbortSignal,
): Promise<FinalStatus | undefined> {
  const ask = () => page.session.send('Runtime.evaluate', { expression: '0' });
  if (!(await fallsSilent({ ask, patienceMs, signal }))) return undefined;
  return failed('internal', `The avatar’s page has not answered for ${patienceMs / 1000} s.`);
}

function leftBefore(): FinalStatus {
  return ended('left', 'The avatar left the room.');
}

function closedFromOutside(headed: boolean): FinalStatus {
  if (headed) return ended('left', 'The window was closed.');
  return failed('internal', 'The browser ended, and the avatar with it.');
}

/** Errors may go on for lines, and name the address with the token in it. */
function firstLine(error: unknown, token: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.replaceAll(token, '…');
}
