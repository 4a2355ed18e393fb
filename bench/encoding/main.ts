/**
 * Measures what sending a head costs and how it arrives, speaking and at rest, codec by codec, turn by turn in one
 * browser: `npm run bench:encoding [-- rounds]`.
 */
import path from 'node:path';
import { createServer } from 'vite';
import { launchPlaywright } from '../../tools/browser/launch.ts';
import { median } from '../analysis/stats.ts';
import type { Encodings, Outcome, Trial } from './page/page.ts';

declare const encodings: Encodings;

const SECONDS = 6;
const SIZES = [
  { width: 640, height: 360, rates: [400, 830] },
  { width: 1280, height: 720, rates: [1000, 2500] },
];
/** What a face at rest may take: as much as one that speaks, and what it asks for (`publish/frame-share.ts`). */
const SHARES_AT_REST = [1, 0.375];

const rounds = Number(process.argv[2] ?? 2);
const root = path.resolve(import.meta.dirname, '../..');
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
});
await server.listen();
const browser = await launchPlaywright();
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(new URL('bench/encoding/page/', server.resolvedUrls!.local[0]).href);
  await page.waitForFunction(() => 'encodings' in globalThis);
  const trials = list(await page.evaluate(() => encodings.codecs()));
  const found = trials.map((): Outcome[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, trial] of trials.entries())
      found[i]!.push(await page.evaluate((chosen) => encodings.run(chosen), trial));
  }
  console.table(trials.map((trial, i) => describe(trial, found[i]!)));
} finally {
  await browser.close();
  await server.close();
}

function list(codecs: readonly string[]): Trial[] {
  return SIZES.flatMap(({ width, height, rates }) => {
    const speaking = rates.map((kbps) => ({ kbps, speaking: true }));
    const resting = SHARES_AT_REST.map((share) => ({ kbps: share * rates[0]!, speaking: false }));
    return [...speaking, ...resting].flatMap((how) =>
      codecs.map((codec) => ({ codec, width, height, ...how, seconds: SECONDS })),
    );
  });
}

function describe({ codec, width, height, kbps, speaking }: Trial, outcomes: readonly Outcome[]) {
  const of = (name: 'encodeMs' | 'kbps' | 'fps' | 'psnrDb' | 'worstPsnrDb', digits: number) =>
    median(outcomes.map((outcome) => outcome[name])).toFixed(digits);
  return {
    codec,
    picture: `${width}x${height}${speaking ? '' : ', at rest'}`,
    'kbit/s allowed': kbps,
    'kbit/s used': of('kbps', 0),
    'encode ms': of('encodeMs', 2),
    fps: of('fps', 1),
    'PSNR dB': of('psnrDb', 1),
    'worst 5 %': of('worstPsnrDb', 1),
    arrives: outcomes[0]!.size,
  };
}
