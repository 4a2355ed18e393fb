import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test } from './kit/dispatcher.ts';
import type { Holdings } from './kit/endurance-main.ts';

const run = promisify(execFile);
const SESSIONS = 50;
/** A connection that is kept for the next request, or one that is just being closed. */
const IN_PASSING = 4;
/**
 * Of what is alive behind a collection; 40 sessions that kept as little as a room each would exceed it. What
 * the process takes from the machine is told only.
 */
const HEAP_MB = 3;

test('50 sessions in one process: it holds no more than before', async ({
  server,
  roomName,
  dispatcher,
}, info) => {
  test.setTimeout(400_000);
  const { url, apiKey, apiSecret } = server;
  const orders = {
    server: { url, apiKey, apiSecret },
    room: roomName,
    dispatcherUrl: dispatcher.url,
    controllerTimeoutSec: 15,
    sessions: SESSIONS,
  };
  const script = new URL('./kit/endurance-main.ts', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, ['--expose-gc', script, JSON.stringify(orders)]);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"sessions"'));
  const counts = lines.map((line) => JSON.parse(line) as Holdings);
  await info.attach('what the process held', { body: lines.join('\n'), contentType: 'text/plain' });
  if (process.env['ENDURANCE_TABLE']) console.log(lines.join('\n'));

  const [first, last] = [counts[0]!, counts.at(-1)!];
  expect(last.sessions).toBe(SESSIONS);
  expect(last.handles - first.handles).toBeLessThanOrEqual(IN_PASSING);
  expect(last.files - first.files).toBeLessThanOrEqual(IN_PASSING);
  expect(last.listeners).toBe(first.listeners);
  expect(last.heapMb - first.heapMb).toBeLessThanOrEqual(HEAP_MB);
  // Avatars of other tests may still be waiting for an agent that is gone.
  const there = await dispatcher.list();
  expect(there.filter(({ room }) => room.startsWith(roomName))).toEqual([]);
  expect(dispatcher.pages).toBe(there.length);
});
