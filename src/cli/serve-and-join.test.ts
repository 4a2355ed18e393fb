import { AccessToken, RoomServiceClient, TrackSource } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePage } from '../host/index.ts';
import { startLivekitServer, type LivekitServer } from '../programs/index.ts';
import { launchResponseSchema } from '../protocol/index.ts';
import { isRunning, mouthpiece, type Run } from './fixtures/command.ts';

/** Where nothing is installed yet, the server is built and the browser fetched. */
const FETCH_MS = 900_000;
/** LiveKit takes about 20 s to notice one who did not say goodbye: "at once" is well below. */
const AT_ONCE = { timeout: 3_000 };
const IDENTITY = 'avatar_worker';

let server: LivekitServer;
let rooms: RoomServiceClient;

beforeAll(async () => {
  await ensurePage();
  server = await startLivekitServer();
  rooms = new RoomServiceClient(server.url.replace('ws', 'http'), server.apiKey, server.apiSecret);
}, FETCH_MS);
afterAll(() => server.close());

const identitiesIn = async (room: string) =>
  (await rooms.listParticipants(room)).map(({ identity }) => identity);

async function tracksIn(room: string) {
  const participants = await rooms.listParticipants(room);
  return participants
    .flatMap(({ tracks }) => tracks.map(({ source }) => TrackSource[source]))
    .toSorted();
}

async function mintToken(room: string, secret = server.apiSecret): Promise<string> {
  const token = new AccessToken(server.apiKey, secret, { identity: IDENTITY });
  token.addGrant({ roomJoin: true, room });
  return token.toJwt();
}

async function serve(...args: string[]): Promise<{ run: Run; url: string }> {
  const run = mouthpiece(['serve', '--port', '0', ...args]);
  const [, url] = await run.said(/Dispatcher ready at (http\S+\/)\./);
  return { run, url: url! };
}

async function launch(url: string, room: string): Promise<Response> {
  const body = JSON.stringify({ room_name: room, url: server.url, token: await mintToken(room) });
  return fetch(`${url}launch`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
}

async function expectGone(pids: readonly number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(2);
  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
}

test('a launched avatar has published voice and picture; SIGTERM makes it leave and ends every process', async () => {
  const { run, url } = await serve();
  const response = await launch(url, 'served');
  expect([response.status, await tracksIn('served')]).toEqual([200, ['CAMERA', 'MICROPHONE']]);
  const pids = run.descendants();
  run.process.kill('SIGTERM');
  await expect.poll(() => identitiesIn('served'), AT_ONCE).toEqual([]);
  expect(await run.ended).toBe(0);
  await expectGone(pids);
});

test('relaunch and DELETE leave no second avatar and none', async () => {
  const { url } = await serve();
  await launch(url, 'twice');
  const { id } = launchResponseSchema.parse(await (await launch(url, 'twice')).json());
  expect([await identitiesIn('twice'), await tracksIn('twice')]).toEqual([
    [IDENTITY],
    ['CAMERA', 'MICROPHONE'],
  ]);
  await fetch(`${url}avatars/${id}`, { method: 'DELETE' });
  await expect.poll(() => identitiesIn('twice'), AT_ONCE).toEqual([]);
});

test('a dispatcher that is killed leaves no process behind', async () => {
  const { run, url } = await serve();
  await launch(url, 'killed');
  const pids = run.descendants();
  run.process.kill('SIGKILL');
  await expectGone(pids);
});

test('a port that is in use is said in one line', async () => {
  const { url } = await serve();
  const second = mouthpiece(['serve', '--port', new URL(url).port]);
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toMatch(
    /^mouthpiece: Port \d+ on 127\.0\.0\.1 can’t be used: it is in use\.\n$/,
  );
});

test('join says what it does, and Ctrl-C makes the avatar leave, exit code 0', async () => {
  const token = await mintToken('joined');
  const run = mouthpiece([
    'join',
    '--url',
    server.url,
    '--token',
    token,
    '--width',
    '320',
    '--height',
    '180',
  ]);
  await run.said(
    /^Connecting to .*\nIn the room joined as avatar_worker: 320x180 at 30 fps, .* Waiting for the agent …\n/,
  );
  expect(await tracksIn('joined')).toEqual(['CAMERA', 'MICROPHONE']);
  const pids = run.descendants();
  run.process.kill('SIGINT');
  expect(await run.ended).toBe(0);
  expect(await identitiesIn('joined')).toEqual([]);
  await expectGone(pids);
});

test('join ends with code 0 when the room is closed', async () => {
  const credentials = { LIVEKIT_API_KEY: server.apiKey, LIVEKIT_API_SECRET: server.apiSecret };
  const run = mouthpiece(['join', '--url', server.url, '--room', 'closing'], credentials);
  await run.said(/Waiting for the agent/);
  await rooms.deleteRoom('closing');
  expect(await run.ended).toBe(0);
});

test('join ends with code 1 and the reason when the server refuses the token', async () => {
  const token = await mintToken('refused', 'another-secret-of-at-least-32-characters');
  const run = mouthpiece(['join', '--url', server.url, '--token', token]);
  expect(await run.ended).toBe(1);
  expect(run.stderr().trim().split('\n').at(-1)).toMatch(/^mouthpiece: .*token/i);
});

test('join ends with code 1 and the reason when nothing listens at the address', async () => {
  const run = mouthpiece([
    'join',
    '--url',
    'ws://127.0.0.1:9',
    '--token',
    await mintToken('nowhere'),
  ]);
  expect(await run.ended).toBe(1);
  expect(run.stderr().trim().split('\n').at(-1)).toMatch(/^mouthpiece: .*127\.0\.0\.1:9/);
});
