import { chromium, type Browser } from 'playwright-core';
import { ProgramError } from '../program-error.ts';
import { findChromium } from './find.ts';
import { chromiumFlags } from './flags.ts';

export interface LaunchChromiumOptions {
  /** Shows a window. */
  readonly headed?: boolean;
  /** False where nothing is drawn with WebGL: a machine without a GPU has the first avatar up to two seconds earlier. */
  readonly webgl?: boolean;
  /** Told in a sentence when the browser runs without its sandbox. */
  readonly onWarning?: (message: string) => void;
}

const START_TIMEOUT_MS = 30_000;

/**
 * Starts a browser for avatar pages, in its sandbox wherever that works. Signals are left to the
 * caller: the avatars want to leave their rooms before the browser ends.
 *
 * @throws {ProgramError} `not_found` or `did_not_start`.
 */
export async function launchChromium(options: LaunchChromiumOptions = {}): Promise<Browser> {
  const headless = !(options.headed ?? false);
  const { executablePath } = await findChromium({ headed: !headless });
  const start = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      headless,
      chromiumSandbox,
      args: chromiumFlags(headless, options.webgl ?? true),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: START_TIMEOUT_MS,
    });
  try {
    return await startSandboxed(start, options.onWarning ?? (() => undefined));
  } catch (cause) {
    throw new ProgramError(
      'did_not_start',
      `${executablePath} did not start: ${firstLines(cause)}`,
      { cause },
    );
  }
}

async function startSandboxed(
  start: (sandbox: boolean) => Promise<Browser>,
  warn: (message: string) => void,
): Promise<Browser> {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    warn(
      'The browser runs without its sandbox: it has none for root. Run as another user to have it.',
    );
    return start(false);
  }
  try {
    return await start(true);
  } catch (error) {
    if (!/sandbox/i.test(String(error))) throw error;
    warn(
      'The browser runs without its sandbox: this system (a container?) forbids user namespaces.',
    );
    return start(false);
  }
}

/** Playwright adds the whole command line and log; the first lines say what went wrong. */
function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').slice(0, 2).join(' ').trim();
}
