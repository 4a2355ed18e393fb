import { launchChromium, type PageMessage } from '../programs/index.ts';
import {
  CAST,
  readToken,
  TokenError,
  type PageOptions,
  type PageStatus,
} from '../protocol/index.ts';
import { runAvatarPage } from './avatar-page.ts';
import { failed, type FinalStatus } from './final-status.ts';
import type { Listener } from './listen.ts';
import { ensurePage } from './page/ensure-page.ts';
import { servePage } from './page/serve-page.ts';
import { within } from './within.ts';

/** LiveKit address, token and the avatar's options, and how it is run. */
export interface RunAvatarOptions extends PageOptions {
  /** Shows the avatar in a window. */
  readonly headed?: boolean | undefined;
  /** Where another server has the avatar page. */
  readonly pageUrl?: string | undefined;
  /** Files of this machine that the page may fetch, by their paths on its server: `/given/a.glb`. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Told every new status, the last one too. */
  readonly onStatus?: ((status: PageStatus) => void) | undefined;
  /** Told in a sentence what is unusual about how the browser runs. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Told what the page complains about, without the token. */
  readonly onMessage?: ((message: PageMessage) => void) | undefined;
  /** When aborted, the avatar leaves its room properly. */
  readonly signal?: AbortSignal | undefined;
}

const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Runs one avatar in a browser of its own until it has left its room.
 *
 * @returns its last status, in which everything but a missing program or page is told.
 * @throws {ProgramError} when there is no browser to be had.
 * @throws {HostError} `page_missing`.
 */
export async function runAvatar(options: RunAvatarOptions): Promise<FinalStatus> {
  const final = refuseToken(options.token) ?? (await runInOwnBrowser(options));
  options.onStatus?.(final);
  return final;
}

/** Said at once instead of after the start of a browser. */
function refuseToken(token: string): FinalStatus | undefined {
  try {
    readToken(token, Date.now() / 1000);
    return undefined;
  } catch (error) {
    if (error instanceof TokenError) return failed('bad_token', error.message);
    throw error;
  }
}

/** Without a GPU our own heads are drawn without WebGL; of other models it shows only when they are loaded. */
function mayNeedWebGl({ renderer, avatar = CAST[0] }: PageOptions): boolean {
  if (renderer !== undefined && renderer !== 'auto') return renderer === 'webgl';
  return !(CAST as readonly string[]).includes(avatar);
}

async function runInOwnBrowser(options: RunAvatarOptions): Promise<FinalStatus> {
  const {
    headed = false,
    pageUrl,
    files,
    onStatus,
    onWarning,
    onMessage,
    signal,
    ...page
  } = options;
  onStatus?.({ state: 'connecting' });
  const webgl = mayNeedWebGl(page);
  // Side by side: the browser starts in processes of its own.
  const launching = launchChromium({ headed, webgl, onWarning });
  const serving = pageUrl === undefined ? serveOwnPage(files) : undefined;
  try {
    const [browser, server] = await Promise.all([launching, serving]);
    return await runAvatarPage({
      browser,
      pageUrl: pageUrl ?? server!.url,
      page,
      headed,
      signal: signal ?? new AbortController().signal,
      onStatus: (status) => onStatus?.(status),
      onMessage: (message) => onMessage?.(message),
    });
  } finally {
    await Promise.all([
      within(
        CLOSE_TIMEOUT_MS,
        launching.then((browser) => browser.close()),
      ),
      within(
        CLOSE_TIMEOUT_MS,
        serving?.then((server) => server.close()),
      ),
    ]);
  }
}

async function serveOwnPage(files: RunAvatarOptions['files']): Promise<Listener> {
  return servePage(await ensurePage(), { files });
}
