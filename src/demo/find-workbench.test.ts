import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createDemoApp } from './demo-app.ts';
import { findWorkbench } from './find-workbench.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A dispatcher with avatars in these rooms, named by their place. */
async function startDispatcher(...rooms: string[]): Promise<string> {
  const avatars = rooms.map((room, index) => ({
    id: `id-${index}`,
    room,
    identity: 'avatar_worker',
    state: 'live',
    since: '2026-01-01T00:00:00Z',
  }));
  const app = new Hono().get('/avatars', (c) => c.json({ avatars }));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0 }, ({ port }: AddressInfo) =>
      resolve(`http://127.0.0.1:${port}/`),
    );
    closers.push(() => server.close());
  });
}

it('leads to the newest avatar of the call', async () => {
  const dispatcher = await startDispatcher('ours', 'ours', 'other');
  const app = createDemoApp({
    issueTicket: () => Promise.reject(new Error('not asked for')),
    findWorkbench: () => findWorkbench(dispatcher, 'ours'),
  });
  const answer = await app.request('/demo/workbench');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(`${dispatcher}avatars/id-1/debug`);
});

it('says what to do when no avatar is there, or no dispatcher', async () => {
  const app = createDemoApp({
    issueTicket: () => Promise.reject(new Error('not asked for')),
    findWorkbench: () => findWorkbench('http://127.0.0.1:9/', 'ours'),
  });
  const answer = await app.request('/demo/workbench');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('reload');
  expect(await findWorkbench(await startDispatcher('other'), 'ours')).toBeUndefined();
});
