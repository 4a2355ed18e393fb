import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../programs/index.ts';
import { ensurePage } from './page/ensure-page.ts';
import { servePage } from './page/serve-page.ts';

export interface ReplayOptions {
  /** A recording, as the workbench saves it. */
  readonly file: string;
  /** A strip of faces, or a film with its sound, which takes as long as the recording lasts. */
  readonly kind: 'png' | 'webm';
  /** Told in a sentence what is unusual about how the browser runs. */
  readonly onWarning: (message: string) => void;
}

export interface ReplayedRecording {
  readonly bytes: Buffer;
  /** How exactly it was replayed, in a sentence. */
  readonly verdict: string;
}

/** A long recording is analysed anew; that is much faster than it lasts. */
const REPLAY_TIMEOUT_MS = 120_000;

/**
 * Performs a recording again in a browser of its own.
 *
 * @throws {Error} with the page's words when the file is no recording.
 */
export async function replayRecording(options: ReplayOptions): Promise<ReplayedRecording> {
  const buffer = await readFile(options.file);
  const server = await servePage(await ensurePage());
  const browser = await launchChromium({ onWarning: options.onWarning });
  try {
    const page = await browser.newPage();
    await page.goto(new URL('#debug=', server.url).href);
    const name = path.basename(options.file);
    await page
      .getByLabel('Open recording')
      .setInputFiles({ name, mimeType: 'application/gzip', buffer });
    const verdict = await readVerdict(page);
    return { verdict, bytes: await render(page, options.kind) };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function readVerdict(page: Page): Promise<string> {
  const done = page.locator('[data-replay]');
  const refused = page.locator('.notice.bad');
  await done.or(refused).first().waitFor({ timeout: REPLAY_TIMEOUT_MS });
  if ((await done.count()) > 0) return done.innerText();
  throw new Error((await refused.innerText()).replace(/\s*Dismiss$/, ''));
}

/** The workbench, as the page offers it to its host. */
interface Desk {
  render(kind: 'png' | 'webm'): Promise<Blob>;
}

async function render(page: Page, kind: 'png' | 'webm'): Promise<Buffer> {
  const base64 = await page.evaluate(async (wanted) => {
    const { mouthpieceDesk } = globalThis as unknown as { mouthpieceDesk: Desk };
    const file = await mouthpieceDesk.render(wanted);
    const address = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.readAsDataURL(file);
    });
    return address.slice(address.indexOf(',') + 1);
  }, kind);
  return Buffer.from(base64, 'base64');
}
