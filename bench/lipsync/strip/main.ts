/**
 * Draws a spoken sentence picture by picture as the avatar's page does, to look at its lips:
 * `node scripts/run.js bench/lipsync/strip/main.ts [--voice V] [--text T] [--out FILE.jpg] [--faces FOLDER]`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { launchPlaywright } from '../../../tools/browser/launch.ts';
import { speak, type Utterance } from '../speech.ts';
import { FRAMES_PER_SEC, type Caption, type Strip } from './drawing.ts';

const SENTENCE = 'Bobby bought a big brown puppy and put it proudly on the table by mama';

declare const strip: Strip;

const { values: options } = parseArgs({
  options: {
    voice: { type: 'string', default: 'rms' },
    text: { type: 'string', default: SENTENCE },
    out: { type: 'string', default: 'docs/lipsync-strip.jpg' },
    faces: { type: 'string' },
  },
});

/** One caption for each picture at 30 a second. */
function captionsOf({ sound, phonemes }: Utterance): Caption[] {
  const pictures = Math.ceil((sound.samples.length / sound.sampleRateHz) * FRAMES_PER_SEC);
  return Array.from({ length: pictures }, (_, i) => {
    const timeSec = i / FRAMES_PER_SEC;
    const phoneme = phonemes.find(({ endSec }) => timeSec < endSec)?.name ?? 'pau';
    return { timeSec, phoneme, lips: ['p', 'b', 'm'].includes(phoneme) };
  });
}

async function drawInBrowser(utterance: Utterance, captions: Caption[]) {
  const root = path.resolve(import.meta.dirname, '../../..');
  const server = await createServer({ root, logLevel: 'error', server: { port: 0 } });
  await server.listen();
  const browser = await launchPlaywright({ onWarning: (message) => console.warn(message) });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(new URL('bench/lipsync/strip/page/', server.resolvedUrls!.local[0]).href);
    await page.waitForFunction(() => 'strip' in globalThis);
    const { samples, sampleRateHz } = utterance.sound;
    const spoken = { samples: [...samples], sampleRateHz, captions };
    return await page.evaluate((given) => strip.draw(given), spoken);
  } finally {
    await browser.close();
    await server.close();
  }
}

const bytesOf = (dataUrl: string) => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');

const utterance = await speak(options.voice, options.text);
const captions = captionsOf(utterance);
const { sheet, faces } = await drawInBrowser(utterance, captions);
await writeFile(options.out, bytesOf(sheet));
console.log(
  `${options.out}: ${captions.length} pictures, ${captions.filter((c) => c.lips).length} of p, b, m.`,
);
if (options.faces) {
  await mkdir(options.faces, { recursive: true });
  for (const [i, { timeSec, phoneme }] of captions.entries()) {
    const name = `${timeSec.toFixed(2)}-${phoneme}.png`;
    if (faces[i]) await writeFile(path.join(options.faces, name), bytesOf(faces[i]));
  }
}
