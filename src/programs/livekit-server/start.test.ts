import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { startLivekitServer, type LivekitServer } from './start.ts';

/** The first run may have to build the server. */
const FETCH_MS = 900_000;

const roomsOf = (server: LivekitServer) =>
  new RoomServiceClient(server.url.replace('ws', 'http'), server.apiKey, server.apiSecret);

test(
  'a server comes up that knows its keys, beside another one',
  { timeout: FETCH_MS },
  async () => {
    const [one, two] = [await startLivekitServer(), await startLivekitServer()];
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
    await roomsOf(one).createRoom({ name: 'only-in-one' });
    expect((await roomsOf(one).listRooms()).map((room) => room.name)).toEqual(['only-in-one']);
    expect(await roomsOf(two).listRooms()).toEqual([]);
  },
);

test('a stranger’s key is refused', async () => {
  const server = await startLivekitServer();
  onTestFinished(() => server.close());
  const token = new AccessToken(server.apiKey, 'another-secret-of-at-least-32-characters', {
    identity: 'eve',
  });
  token.addGrant({ roomJoin: true, room: 'r' });
  const address = `${server.url.replace('ws', 'http')}/rtc/validate?access_token=${await token.toJwt()}`;
  expect((await fetch(address)).status).toBe(401);
});

test('it is gone after close, also when a room is in use, and closing twice is fine', async () => {
  const server = await startLivekitServer();
  await roomsOf(server).createRoom({ name: 'still-open' });
  await Promise.all([server.close(), server.close()]);
  expect(isRunning(server.pid)).toBe(false);
});

test('it ends when its signal is aborted', async () => {
  const controller = new AbortController();
  const server = await startLivekitServer({ signal: controller.signal });
  controller.abort();
  await expect.poll(() => isRunning(server.pid)).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'it dies with its parent, however that dies',
  async () => {
    const door = JSON.stringify(new URL('./start.ts', import.meta.url).href);
    const script = `const { startLivekitServer } = await import(${door}); console.log((await startLivekitServer()).pid);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    expect(isRunning(Number(line))).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(Number(line)), { timeout: 5_000 }).toBe(false);
  },
);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
