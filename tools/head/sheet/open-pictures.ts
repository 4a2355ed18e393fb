import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { launchPlaywright } from '../../browser/launch.ts';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Opens the page that draws, lets `use` have it, and closes all again. */
export async function withPictures(use: (page: Page) => Promise<void>): Promise<void> {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    plugins: [react()],
    logLevel: 'error',
    server: { port: 0, hmr: false },
    optimizeDeps: { exclude: ['@echogarden/speex-resampler-wasm'] },
  });
  await server.listen();
  const browser = await launchPlaywright();
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(new URL('tools/head/sheet/page/', server.resolvedUrls!.local[0]).href);
    await page.waitForFunction(() => 'pictures' in globalThis);
    await use(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
