import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { launchChromium } from '../launch.ts';
import type { Browser } from './browser.ts';
import type { PageMessage } from './page-message.ts';

async function openBrowser(): Promise<Browser> {
  const browser = await launchChromium({ webgl: false });
  onTestFinished(() => browser.close());
  return browser;
}

/** @returns the address of a page with this script. */
async function servePage(script: string): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
    });
    response.end(request.url === '/' ? `<!doctype html><script>${script}</script>` : 'none');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a page reports from its first line on, and each time it is loaded', async () => {
  const page = await (await openBrowser()).openPage();
  const reports: unknown[] = [];
  await page.offer({ report: (value) => reports.push(value), other: () => undefined });
  const address = await servePage('report({ heard: "ä\\0\\u2028", at: [1, null] });');
  const report = { heard: 'ä\0\u2028', at: [1, null] };
  await page.goTo(address);
  await expect.poll(() => reports).toEqual([report]);
  await page.goTo(address);
  await expect.poll(() => reports).toEqual([report, report]);
});

test('functions are called with what they are given; what they throw is thrown here', async () => {
  const page = await (await openBrowser()).openPage({ viewport: { width: 320, height: 180 } });
  const sizes = async (by: number, of: string) => [innerWidth / by, innerHeight / by, typeof of];
  expect(await page.call(sizes, 2, 'x')).toEqual([160, 90, 'string']);
  await expect(
    page.call(() => {
      throw new Error('not here');
    }),
  ).rejects.toThrow(/^not here$/);
});

test('complaints are told: of the console, of what nobody caught, of workers, of missing files', async () => {
  const page = await (await openBrowser()).openPage();
  const told: PageMessage[] = [];
  page.onMessage = (message) => told.push(message);
  await page.goTo(
    await servePage(`
      console.warn('warned', 1, { a: 2 });
      console.info('of no interest');
      Promise.reject(new TypeError('uncaught'));
      new Worker(URL.createObjectURL(new Blob(['throw new Error("in a worker")'])));
      fetch('/missing');
    `),
  );
  const has = (level: string, text: string) =>
    expect
      .poll(() => told)
      .toContainEqual({ level, text: expect.stringContaining(text) as string });
  await has('warning', 'warned 1 Object');
  await has('error', 'TypeError: uncaught');
  await has('error', 'in a worker');
  await has('error', '/missing');
  expect(JSON.stringify(told)).not.toContain('of no interest');
});

test('an address that does not open is said', async () => {
  const page = await (await openBrowser()).openPage();
  await expect(page.goTo('http://127.0.0.1:1/')).rejects.toThrow('http://127.0.0.1:1/ could not');
});

test('pages share nothing, and each is gone for itself', async () => {
  const browser = await openBrowser();
  const [one, two] = [await browser.openPage(), await browser.openPage()];
  const address = await servePage('');
  await Promise.all([one.goTo(address), two.goTo(address)]);
  await one.call(() => localStorage.setItem('mine', 'yes'));
  expect(await two.call(() => localStorage.getItem('mine'))).toBeNull();
  await one.close();
  await one.closed;
  expect(browser.pages).toEqual([two]);
  await expect(one.call(() => 1)).rejects.toThrow('has ended');
  const never = two.call(() => new Promise(() => undefined));
  two.session.send('Page.crash').catch(() => undefined);
  await expect(never).rejects.toThrow('The page has crashed.');
  await two.close();
  expect(browser.pages).toEqual([]);
});

test('what waits for a browser that is killed is told, and its profile is gone', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mouthpiece-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const browser = await openBrowser();
  const page = await browser.openPage();
  const never = page.call(() => new Promise(() => undefined));
  const { processInfo } = await browser.session.send('SystemInfo.getProcessInfo');
  expect(await readdir(folder)).toHaveLength(1);
  process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
  await expect(never).rejects.toThrow('has ended');
  await Promise.all([browser.ended, page.closed]);
  await browser.close();
  expect(await readdir(folder)).toEqual([]);
});

test('one that is frozen is ended all the same, with all of its processes', async () => {
  const browser = await openBrowser();
  await browser.openPage();
  const { processInfo } = await browser.session.send('SystemInfo.getProcessInfo');
  process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGSTOP');
  await browser.close();
  const ids = processInfo.map(({ id }) => id);
  await expect.poll(() => ids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});

test('it dies with its parent, however that dies', async () => {
  const door = JSON.stringify(new URL('../launch.ts', import.meta.url).href);
  const script = `
    const { launchChromium } = await import(${door});
    const browser = await launchChromium({ webgl: false });
    await browser.openPage();
    const { processInfo } = await browser.session.send('SystemInfo.getProcessInfo');
    console.log(JSON.stringify(processInfo.map(({ id }) => id)));`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const ids = JSON.parse(line) as number[];
  expect(ids.length).toBeGreaterThan(1);
  parent.kill('SIGKILL');
  await expect.poll(() => ids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
