/**
 * Measures our CPU renderer beside WebGL without a GPU, in one browser, turn by turn:
 * `node scripts/run.js bench/renderer/main.ts [rounds]`.
 */
import { loadavg } from 'node:os';
import path from 'node:path';
import { createServer } from 'vite';
import { launchPlaywright } from '../../tools/browser/launch.ts';
import { type Result, runContest } from './contest.ts';
import type { ContenderOptions } from './page/contender.ts';

const DEFAULT_ROUNDS = 3;
const SIZES = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
];

const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
const root = path.resolve(import.meta.dirname, '../..');
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
});
await server.listen();
const browser = await launchPlaywright({ onWarning: (message) => console.warn(message) });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(new URL('bench/renderer/page/', server.resolvedUrls!.local[0]).href);
  await page.waitForFunction(() => 'bench' in globalThis);
  for (const size of SIZES) report(await runContest(page, contendersAt(size), rounds));
} finally {
  await browser.close();
  await server.close();
}

function contendersAt(size: { width: number; height: number }): ContenderOptions[] {
  return [
    { ...size, renderer: 'cpu', antialias: true },
    { ...size, renderer: 'cpu', antialias: false },
    { ...size, renderer: 'webgl', antialias: false },
    { ...size, renderer: 'webgl', antialias: true },
  ];
}

/** Prints a table; the shares are of WebGL without antialiasing. What cannot keep 30 fps costs more than its CPU % says. */
function report(results: readonly Result[]): void {
  const perFrame = ({ cpuPercent, framesPerSec }: Result) => (cpuPercent * 10) / framesPerSec;
  const reference = results.find(
    ({ options }) => options.renderer === 'webgl' && !options.antialias,
  )!;
  console.table(
    results.map((result) => ({
      renderer: result.options.renderer + (result.options.antialias ? ', antialiased' : ''),
      size: `${result.options.width}x${result.options.height}`,
      'frame ms': result.frameMs.toFixed(1),
      share: (result.frameMs / reference.frameMs).toFixed(2),
      fps: result.framesPerSec.toFixed(1),
      'CPU %': result.cpuPercent.toFixed(0),
      'CPU ms a frame': perFrame(result).toFixed(1),
      'CPU share': (perFrame(result) / perFrame(reference)).toFixed(2),
    })),
  );
  console.log(`Load average: ${loadavg()[0]!.toFixed(2)}`);
}
