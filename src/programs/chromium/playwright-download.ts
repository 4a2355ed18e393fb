import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { runProgram } from '../install/run-program.ts';
import { showProgress } from '../install/progress.ts';
import { isProgram } from '../search-path.ts';

/** Playwright's names for the two builds. */
export type PlaywrightBuild = 'chromium' | 'chromium-headless-shell';

const TIMEOUT_MS = 600_000;
const CHECK_TIMEOUT_MS = 30_000;

/** Where Playwright puts the program of each build, over its versions and platforms. */
const PATTERNS: Readonly<Record<PlaywrightBuild, readonly string[]>> = {
  chromium: ['chromium-*/*/{chrome,chrome.exe}', 'chromium-*/*/*.app/Contents/MacOS/*'],
  'chromium-headless-shell': [
    'chromium_headless_shell-*/*/{chrome-headless-shell,headless_shell}{,.exe}',
  ],
};

/** The newest build that was downloaded earlier, by us or by Playwright itself. */
export function findDownloaded(build: PlaywrightBuild): string | undefined {
  const folders = [ownFolder(), process.env['PLAYWRIGHT_BROWSERS_PATH'], playwrightFolder()];
  return folders.flatMap((folder) => (folder ? findIn(folder, build) : [])).find(isProgram);
}

/**
 * Downloads a build into our cache.
 *
 * @throws Error when it can't be downloaded, or does not run here for want of system libraries.
 */
export async function downloadWithPlaywright(build: PlaywrightBuild): Promise<string> {
  const playwright = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const cli = path.join(path.dirname(playwright), 'cli.js');
  const env = { PLAYWRIGHT_BROWSERS_PATH: ownFolder() };
  await showProgress(`Downloading ${build} with Playwright (once)`, () =>
    runProgram(process.execPath, [cli, 'install', build], { env, timeoutMs: TIMEOUT_MS }),
  );
  const file = findIn(ownFolder(), build).find(isProgram);
  if (file === undefined) throw new Error(`nothing was left in ${ownFolder()}`);
  // On Windows the question for the version would open a window.
  if (process.platform !== 'win32')
    await runProgram(file, ['--version'], { timeoutMs: CHECK_TIMEOUT_MS });
  return file;
}

function findIn(folder: string, build: PlaywrightBuild): string[] {
  const files = PATTERNS[build].flatMap((pattern) => globSync(pattern, { cwd: folder }));
  return files
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((file) => path.join(folder, file));
}

function ownFolder(): string {
  return path.join(cacheFolder(), 'playwright');
}

/** Playwright's own place, beside ours in the system's folder for caches. */
function playwrightFolder(): string {
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return path.join(home, 'AppData', 'Local', 'ms-playwright');
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'), 'ms-playwright');
}
