import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ProgramError } from '../program-error.ts';
import { startService } from '../service/service.ts';
import { Browser } from './devtools/browser.ts';
import { DevtoolsPipe } from './devtools/pipe.ts';
import { findChromium } from './find.ts';
import { chromiumFlags, drivenFlags } from './flags.ts';
import { startSandboxed } from './sandbox.ts';

export interface LaunchChromiumOptions {
  /** Shows a window. */
  readonly headed?: boolean | undefined;
  /** False where nothing is drawn with WebGL: a machine without a GPU has the first avatar up to two seconds earlier. */
  readonly webgl?: boolean | undefined;
  /** Told in a sentence when the browser runs without its sandbox. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

const START_TIMEOUT_MS = 30_000;
/** Pages go without being asked; there is nothing that it would have to save. */
const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Starts a browser for avatar pages, in its sandbox wherever that works. Ctrl-C does not reach it:
 * the avatars want to leave their rooms before it ends. It ends with this process at the latest.
 *
 * @throws {ProgramError} `not_found` or `did_not_start`.
 */
export async function launchChromium(options: LaunchChromiumOptions = {}): Promise<Browser> {
  const { headed = false, webgl = true, onWarning = () => undefined } = options;
  const { executablePath } = await findChromium({ headed });
  const flags = [...drivenFlags(!headed), ...chromiumFlags(!headed, webgl)];
  try {
    return await startSandboxed(
      (sandbox) => start(executablePath, sandbox ? flags : [...flags, '--no-sandbox']),
      onWarning,
    );
  } catch (cause) {
    throw new ProgramError(
      'did_not_start',
      `${executablePath} did not start: ${firstLines(cause)}`,
      { cause },
    );
  }
}

/** @throws {Error} with the browser's words. */
async function start(program: string, flags: readonly string[]): Promise<Browser> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'mouthpiece-browser-'));
  const args = [...flags, `--user-data-dir=${profile}`];
  const service = startService(program, args, { piped: true });
  const gone = service.ended
    .then(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
    // A folder of some hundred kilobytes, among those that the system clears away.
    .catch(() => undefined);
  const pipe = new DevtoolsPipe(service.pipes[0]!, service.pipes[1]!);
  const close = async () => {
    const timer = setTimeout(() => void service.close(), CLOSE_TIMEOUT_MS);
    pipe.root.send('Browser.close').catch(() => undefined);
    await gone;
    clearTimeout(timer);
  };
  const timer = setTimeout(() => void service.close(), START_TIMEOUT_MS);
  try {
    const { product } = await pipe.root.send('Browser.getVersion');
    return new Browser(product, pipe, close);
  } catch (cause) {
    await gone;
    throw new Error(service.output() || `It said nothing for ${START_TIMEOUT_MS / 1000} s.`, {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** A browser that crashes goes on with pages of addresses. */
function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').slice(0, 3).join(' ');
}
