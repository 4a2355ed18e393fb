/**
 * Renders a contact sheet in headless Chromium.
 *
 *   node tools/head/sheet/render.mjs [--out file.png] [--chars mira,theo] [--poses neutral,aa] [--frame auto]
 *                                    [--cell 168x168] [--avatars folder] [--columns 8] [--no-labels]
 *
 * Without arguments: every character of public/avatars in every viseme and key pose, to tools/head/contact-sheet.png.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const KEY_POSES = ['neutral', 'smile', 'blink', 'threeQuarter'];
const BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];

const { values } = parseArgs({
  options: {
    avatars: { type: 'string', default: `${root}public/avatars` },
    out: { type: 'string', default: `${here}../contact-sheet.png` },
    chars: { type: 'string' },
    poses: { type: 'string' },
    frame: { type: 'string', default: 'auto' },
    cell: { type: 'string', default: '168x168' },
    columns: { type: 'string' },
    'no-labels': { type: 'boolean', default: false },
  },
});

function readRequest() {
  const visemes = Object.keys(JSON.parse(readFileSync(`${here}../visemes.json`, 'utf8')));
  const cast = readdirSync(values.avatars).filter((file) => file.endsWith('.glb'));
  const poses = values.poses?.split(',') ?? [
    ...KEY_POSES,
    ...visemes.filter((name) => name !== 'sil'),
  ];
  const [cellWidth, cellHeight] = values.cell.split('x').map(Number);
  const characters =
    values.chars?.split(',') ?? cast.map((file) => file.replace('.glb', '')).toSorted();
  const columns = Number(values.columns ?? Math.min(poses.length, 9));
  return {
    characters,
    poses,
    frame: values.frame,
    cellWidth,
    cellHeight,
    columns,
    labels: !values['no-labels'],
  };
}

const server = await createServer({
  root: here,
  publicDir: values.avatars,
  configFile: false,
  logLevel: 'error',
  server: { port: 0, host: '127.0.0.1', hmr: false, fs: { allow: [root] } },
  cacheDir: `${root}node_modules/.vite-head-sheet`,
});
await server.listen();
const browser = await chromium.launch({
  executablePath: BROWSERS.find((path) => existsSync(path)),
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  page.on('console', (message) => console.error(message.text()));
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await page.waitForFunction(() => 'drawSheet' in window);
  const url = await page.evaluate((request) => window.drawSheet(request), readRequest());
  writeFileSync(values.out, Buffer.from(url.split(',')[1], 'base64'));
  console.log(values.out);
} finally {
  await browser.close();
  await server.close();
}
