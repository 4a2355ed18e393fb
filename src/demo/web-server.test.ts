import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDemoApp } from './demo-app.ts';
import { serveBuiltViewer, type WebServer } from './web-server.ts';

const TICKET = { url: 'ws://127.0.0.1:7880', token: 'token' };

let folder: string;
let server: WebServer;

const serve = (port = 0) =>
  serveBuiltViewer(
    createDemoApp({ issueTicket: async () => TICKET, findWorkbench: async () => undefined }),
    folder,
    port,
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mouthpiece-web-'));
  await writeFile(join(folder, 'viewer.html'), 'the viewer');
  await writeFile(join(folder, 'script.js'), 'a script');
  server = await serve();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it('shows the viewer at the address that people open, and the files that it needs', async () => {
  expect(await (await fetch(server.url)).text()).toBe('the viewer');
  expect(await (await fetch(new URL('script.js', server.url))).text()).toBe('a script');
  expect((await fetch(new URL('nothing.js', server.url))).status).toBe(404);
});

it('hands out tickets that nobody keeps', async () => {
  const response = await fetch(new URL('demo/token', server.url));
  expect(await response.json()).toEqual(TICKET);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('says which port is taken', async () => {
  const port = Number(new URL(server.url).port);
  await expect(serve(port)).rejects.toMatchObject({
    reason: 'port_taken',
    message: expect.stringContaining(String(port)) as string,
  });
});

it('closes although a browser keeps its connection', async () => {
  await (await fetch(server.url, { headers: { connection: 'keep-alive' } })).text();
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  server = await serve();
});
