import { access } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium, type BrowserPage } from '../programs/index.ts';
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

/** Where the page finds the recording. */
const PLACE = '/given/recording';

/**
 * Performs a recording again in a browser of its own.
 *
 * @throws {Error} with the page's words when the file is no recording.
 */
export async function replayRecording(options: ReplayOptions): Promise<ReplayedRecording> {
  await access(options.file);
  const server = await servePage(await ensurePage(), { files: { [PLACE]: options.file } });
  const browser = await launchChromium({ onWarning: options.onWarning });
  try {
    const page = await browser.openPage();
    await page.goTo(new URL('#debug=', server.url).href);
    const verdict = await open(page, path.basename(options.file));
    return { verdict, bytes: await render(page, options.kind) };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The workbench, as the page offers it to its host. */
interface Desk {
  perform(file: File): Promise<string>;
  render(kind: 'png' | 'webm'): Promise<Blob>;
}

/** Names that mean something in the page. */
interface PageGlobals {
  mouthpieceDesk?: Desk;
}

/** @returns how exactly it was replayed. */
function open(page: BrowserPage, fileName: string): Promise<string> {
  const perform = async (place: string, name: string) => {
    const globals = globalThis as PageGlobals;
    const endMs = performance.now() + 30_000;
    while (!globals.mouthpieceDesk) {
      if (performance.now() > endMs) throw new Error('The workbench does not open.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const recording = await (await fetch(place)).blob();
    return globals.mouthpieceDesk.perform(new File([recording], name));
  };
  return page.call(perform, PLACE, fileName);
}

async function render(page: BrowserPage, kind: 'png' | 'webm'): Promise<Buffer> {
  const base64 = await page.call(async (wanted) => {
    const file = await (globalThis as PageGlobals).mouthpieceDesk!.render(wanted);
    const address = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.readAsDataURL(file);
    });
    return address.slice(address.indexOf(',') + 1);
  }, kind);
  return Buffer.from(base64, 'base64');
}
