import path from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { findBySetting } from '../from-setting.ts';
import { withLock } from '../install/lock.ts';
import { tryInTurn } from '../install/try-in-turn.ts';
import { findDownloaded, downloadWithPlaywright } from './playwright-download.ts';
import { hasGpu } from './gpu.ts';
import { findInstalledBrowser, findInstalledShell } from './installed.ts';
import { installSystemPackage } from './system-package.ts';

export interface FindChromiumOptions {
  /** For a window that a person sees; the headless shell has none. */
  readonly headed?: boolean;
}

/** A browser that can run the avatar page. */
export interface Chromium {
  readonly executablePath: string;
  /** True for the small headless build, which idles cheaper than the whole browser. */
  readonly headlessShell: boolean;
}

/** Names the browser to use, and skips the search. */
const SETTING = 'MOUTHPIECE_CHROMIUM';

const BY_HAND =
  'npx playwright install --with-deps chromium (or install Google Chrome; or name a browser in MOUTHPIECE_CHROMIUM)';

/**
 * A Chromium: the one that is installed, else Playwright's download, else the system's package
 * where we may install it. Progress is shown on stderr.
 *
 * @throws {ProgramError} `not_found`, with all that was tried and a command to run by hand.
 */
export async function findChromium(options: FindChromiumOptions = {}): Promise<Chromium> {
  const headed = options.headed ?? false;
  const present = findBySetting(SETTING) ?? findPresent(headed);
  const executablePath = present ?? (await fetchChromium(headed));
  return { executablePath, headlessShell: /headless[-_]shell/.test(path.basename(executablePath)) };
}

/**
 * The shell draws on the CPU: where there is a GPU, the whole browser comes first.
 */
function findPresent(headed: boolean): string | undefined {
  const browser = () => findInstalledBrowser() ?? findDownloaded('chromium');
  const shell = () => findInstalledShell() ?? findDownloaded('chromium-headless-shell');
  if (headed) return browser();
  return hasGpu() ? (browser() ?? shell()) : (shell() ?? browser());
}

function fetchChromium(headed: boolean): Promise<string> {
  const build = headed ? 'chromium' : 'chromium-headless-shell';
  const find = () => findPresent(headed);
  return withLock(path.join(cacheFolder(), 'chromium.lock'), () =>
    tryInTurn(
      headed ? 'Chromium' : 'Chromium or chromium-headless-shell',
      [
        { name: `${SETTING}, PATH, the usual places and the caches`, find },
        { name: `Playwright's download of ${build}`, find: () => downloadWithPlaywright(build) },
        { name: 'the system package', find: () => installSystemPackage(find) },
      ],
      BY_HAND,
    ),
  );
}
