import { ensurePage, listen, servePage } from '../host/index.ts';
import { createDispatcher } from './create-dispatcher.ts';
import { createLog, type Log } from './log.ts';

export const DEFAULT_PORT = 8089;

export interface StartDispatcherOptions {
  /** 127.0.0.1 without: reachable from this machine only. */
  readonly host?: string | undefined;
  /** 8089 without; 0 for any that is free. */
  readonly port?: number | undefined;
  /** When given, launching and listing want it as a bearer token. */
  readonly apiKey?: string | undefined;
  /** How long an avatar may take to join, in milliseconds; 15,000 without. */
  readonly launchTimeoutMs?: number | undefined;
  /** Other sites that models and images may come from: `https://heads.example`. None without. */
  readonly avatarOrigins?: readonly string[] | undefined;
  /** A folder of models: launch requests name its files, `bob.glb`. Without effect beside `pageUrl`. */
  readonly avatarFolder?: string | undefined;
  /** Where another server has the avatar page; without, the built page is served, and built first if need be. */
  readonly pageUrl?: string | undefined;
  /** Keeps a page ready for the next avatar, so that it joins in half the time; true without. */
  readonly spare?: boolean | undefined;
  readonly log?: Log | undefined;
  /** Closes the dispatcher when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A dispatcher that listens. */
export interface RunningDispatcher {
  /** `http://127.0.0.1:8089/` */
  readonly url: string;
  /**
   * Makes every avatar leave its room properly, then ends all that was started. Takes ten seconds
   * at most, and does nothing the second time.
   */
  close(): Promise<void>;
}

/**
 * Starts a dispatcher: its page, its browser and its HTTP interface.
 *
 * @returns when it serves.
 * @throws {HostError} `port_unusable` or `page_missing`.
 * @throws {DispatcherError} `browser_unavailable`.
 */
export async function startDispatcher(
  options: StartDispatcherOptions = {},
): Promise<RunningDispatcher> {
  const {
    host = '127.0.0.1',
    port = DEFAULT_PORT,
    apiKey,
    launchTimeoutMs,
    avatarOrigins,
    avatarFolder,
    spare = true,
    log = createLog(),
  } = options;
  options.signal?.throwIfAborted();
  const pageFolder = options.pageUrl === undefined ? await ensurePage() : undefined;
  const page = pageFolder === undefined ? undefined : await servePage(pageFolder, { avatarFolder });
  const pageUrl = options.pageUrl ?? page!.url;
  const dispatcher = createDispatcher({
    pageUrl,
    pageFolder,
    apiKey,
    launchTimeoutMs,
    avatarOrigins,
    spare,
    log,
  });
  const parts: Closable[] = [dispatcher, ...(page ? [page] : [])];
  const close = closeOnce(parts);
  try {
    const listener = await listen(dispatcher.app, { host, port });
    parts.push(listener);
    await dispatcher.warmUp();
    options.signal?.throwIfAborted();
    options.signal?.addEventListener('abort', () => void close(), { once: true });
    if (apiKey === undefined && !isLoopback(host)) warnOfOpenDoor(log, host);
    return { url: listener.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}

/** One after the other: a page is still served while its avatar leaves. */
function closeOnce(parts: readonly Closable[]): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const closeAll = async () => {
    for (const part of parts) await part.close();
  };
  return () => (closed ??= closeAll());
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function warnOfOpenDoor(log: Log, host: string): void {
  log.warn(
    `ANYONE who reaches ${host} can launch avatars here: no API key is set. Give one with --api-key or MOUTHPIECE_API_KEY.`,
  );
}
