import { chromium, type Browser } from 'playwright-core';
import {
  chromiumFlags,
  findChromium,
  startSandboxed,
  type LaunchChromiumOptions,
} from '../../src/programs/index.ts';

/**
 * Starts the avatar's browser, without a window, under Playwright: for tests and tools that look
 * at a page and work it as a person does.
 *
 * @throws {ProgramError} `not_found`.
 */
export async function launchPlaywright(
  options: Pick<LaunchChromiumOptions, 'webgl' | 'onWarning'> = {},
): Promise<Browser> {
  const { webgl = true, onWarning = () => undefined } = options;
  const { executablePath } = await findChromium();
  const args = chromiumFlags(true, webgl);
  const own = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return startSandboxed(
    (chromiumSandbox) => chromium.launch({ executablePath, chromiumSandbox, args, ...own }),
    onWarning,
  );
}
