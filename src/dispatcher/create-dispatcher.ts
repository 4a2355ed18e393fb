import type { Hono } from 'hono';
import { launchChromium, type Browser } from '../programs/index.ts';
import { AvatarHouse } from './avatars/avatar-house.ts';
import { SparePage } from './avatars/spare-page.ts';
import { BrowserHost } from './browser-host.ts';
import { createApp } from './http/app.ts';
import { createLog, type Log } from './log.ts';

/** How long an avatar may take to join unless told otherwise. */
export const DEFAULT_LAUNCH_TIMEOUT_MS = 15_000;

export interface DispatcherDeps {
  /** Where our own browser finds the avatar page. */
  readonly pageUrl: string;
  /** The built page, served to other people's browsers at `/`. */
  readonly pageFolder?: string | undefined;
  /** When given, launching and listing want it as a bearer token. */
  readonly apiKey?: string | undefined;
  /** How long an avatar may take to join, in milliseconds; 15,000 without. */
  readonly launchTimeoutMs?: number | undefined;
  /** Other sites that models and images may come from: `https://heads.example`. None without. */
  readonly avatarOrigins?: readonly string[] | undefined;
  /** Keeps a page ready for the next avatar, so that it joins in half the time; false without. */
  readonly spare?: boolean | undefined;
  readonly log?: Log | undefined;
  /** Another browser than the one that is found on this machine. */
  readonly launchBrowser?: (() => Promise<Browser>) | undefined;
  /**
   * How long the browser, or an avatar's page, may leave a question unanswered before it is replaced, or closed, in
   * milliseconds; 10,000 and 20,000 without.
   */
  readonly patienceMs?: number | undefined;
}

/** A dispatcher without a port. */
export interface Dispatcher {
  readonly app: Hono;
  /** Starts the browser, and begins with the spare page, ahead of the first launch. Rejects when it can't be started. */
  warmUp(): Promise<void>;
  /** Makes every avatar leave its room properly, then ends the browser. */
  close(): Promise<void>;
}

/**
 * @example
 * ```ts
 * const { app, close } = createDispatcher({ pageUrl: 'http://127.0.0.1:5173/' });
 * const answer = await app.request('/healthz');
 * ```
 */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { pageUrl, pageFolder, apiKey, avatarOrigins, patienceMs, log = createLog() } = deps;
  const launch =
    deps.launchBrowser ?? (() => launchChromium({ onWarning: (text) => log.warn(text) }));
  const browser = new BrowserHost({ launch, patienceMs, log });
  const launchTimeoutMs = deps.launchTimeoutMs ?? DEFAULT_LAUNCH_TIMEOUT_MS;
  const getBrowser = () => browser.get();
  const spare = deps.spare ? new SparePage({ getBrowser, pageUrl, log }) : undefined;
  const house = new AvatarHouse({
    getBrowser,
    spare,
    pageUrl,
    launchTimeoutMs,
    avatarOrigins,
    patienceMs,
    log,
  });
  return {
    app: createApp({ house, apiKey, pageFolder, log }),
    warmUp: async () => {
      await browser.get();
      spare?.prepare({ avatarOrigins: avatarOrigins && [...avatarOrigins] });
    },
    close: async () => {
      await Promise.all([house.close(), spare?.close()]);
      await browser.close();
    },
  };
}
