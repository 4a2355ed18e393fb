import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, pictureFolder, test, untilState } from './kit/fixtures.ts';
import { mintToken } from './kit/tokens.ts';
import type { FailReason } from '../src/protocol/index.ts';

const WISHES = { identity: 'avatar_worker', kind: 'agent', onBehalfOf: 'agent' } as const;

test('an expired token is said before any server is asked', async ({
  server,
  roomName,
  openAvatar,
}) => {
  const token = await mintToken(server, { ...WISHES, room: roomName, ttlSec: -60 });
  const page = await openAvatar({ token });
  expect(await untilState(page, 'failed')).toMatchObject({ reason: 'bad_token' });
  await expect(page.getByText(/The token expired at .*: mint a new one\./)).toBeVisible();
});

test('a malformed token is said in a sentence', async ({ openAvatar }) => {
  const page = await openAvatar({ token: 'not-a-token' });
  expect(await untilState(page, 'failed')).toMatchObject({ reason: 'bad_token' });
  await expect(page.getByText('begins with "not-a-token"')).toBeVisible();
});

test('a token that another server signed is refused', async ({ server, roomName, openAvatar }) => {
  const apiSecret = 'a-secret-that-this-server-does-not-know';
  const token = await mintToken(server, { ...WISHES, room: roomName, apiSecret });
  const page = await openAvatar({ token });
  expect(await untilState(page, 'failed')).toMatchObject({ reason: 'token_refused' });
  await expect(page.getByText(/refused the token/)).toBeVisible();
  await page.screenshot({ path: `${await pictureFolder()}/refused.png` });
});

test('a token that may not publish is said so', async ({ server, roomName, openAvatar }) => {
  const token = await mintToken(server, {
    ...WISHES,
    room: roomName,
    grants: { canPublish: false },
  });
  const page = await openAvatar({ token });
  expect(await untilState(page, 'failed')).toMatchObject({ reason: 'publish_failed' });
  await expect(page.getByText(/Mint its token with canPublish/)).toBeVisible();
});

test('a server that is not there, and one that is no LiveKit, are told apart', async ({
  openAvatar,
}) => {
  const stranger = createServer((_request, response) => response.writeHead(404).end('hello'));
  await new Promise<void>((resolve) => void stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  const other = await openAvatar({ url: `ws://127.0.0.1:${port}` });
  expect(await untilState(other, 'failed')).toMatchObject({ reason: 'not_livekit' });
  await new Promise((resolve) => stranger.close(resolve));

  const nobody = await openAvatar({ url: `ws://127.0.0.1:${port}` });
  expect(await untilState(nobody, 'failed')).toMatchObject({ reason: 'unreachable' });
});

const WRONG_OPTIONS: Record<string, [fragment: string, reason: FailReason, words: string]> = {
  'no address at all': ['', 'bad_options', 'url is missing'],
  'no token': ['url=ws://127.0.0.1:9', 'bad_options', 'token is missing'],
  'an unknown option': [
    'url=ws://127.0.0.1:9&token=a&size=9',
    'bad_options',
    '"size" is not an option',
  ],
  'an absurd width': [
    'url=ws://127.0.0.1:9&token=a&width=1e9',
    'bad_options',
    'width is 1000000000',
  ],
};

for (const [what, [fragment, reason, words]] of Object.entries(WRONG_OPTIONS)) {
  test(`${what}: the page says what is wrong and what to do`, async ({ chromium, pageBase }) => {
    const page = await chromium.newPage();
    await page.goto(`${pageBase}#${fragment}`);
    expect(await untilState(page, 'failed')).toMatchObject({ reason });
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText('Open this page as /#url=')).toBeVisible();
    await page.close();
  });
}

test('an unknown avatar and an unknown background name the known ones', async ({ openAvatar }) => {
  const avatar = await openAvatar({ avatar: 'nobody' });
  expect(await untilState(avatar, 'failed')).toMatchObject({ reason: 'bad_avatar' });
  await expect(
    avatar.getByText('avatar is "nobody"; choose mira, theo, amara, kenji, or give a GLB or VRM'),
  ).toBeVisible();
  const background = await openAvatar({ background: 'plaid' });
  expect(await untilState(background, 'failed')).toMatchObject({ reason: 'bad_options' });
  await expect(background.getByText('background is "plaid"; choose studio')).toBeVisible();
});

test('a model is fetched from the page’s own site and allowed ones only', async ({
  openAvatar,
}) => {
  const inner = await openAvatar({ avatar: 'http://127.0.0.1:9/bob.glb' });
  expect(await untilState(inner, 'failed')).toMatchObject({ reason: 'bad_avatar' });
  await expect(inner.getByText('give a file beside the page, or an https address')).toBeVisible();
  const other = await openAvatar({ avatar: 'https://heads.example/bob.glb' });
  expect(await untilState(other, 'failed')).toMatchObject({ reason: 'bad_avatar' });
  await expect(other.getByText('avatar is on https://heads.example')).toBeVisible();
  const page = await openAvatar({ avatar: '/index.html' });
  expect(await untilState(page, 'failed')).toMatchObject({ reason: 'bad_avatar' });
  await expect(page.getByText('it is no GLB or VRM file: it begins with "<!do"')).toBeVisible();
  const clear = await openAvatar({ background: 'transparent' });
  expect(await untilState(clear, 'failed')).toMatchObject({ reason: 'bad_options' });
  await expect(clear.getByText('video in a call has no transparency')).toBeVisible();
});

test('a page without its agent waits, and says so', async ({ openAvatar }) => {
  const page = await openAvatar({ onBehalfOf: 'somebody-else' });
  await untilState(page, 'waiting');
  await expect(page.getByText('Waiting for the agent')).toBeVisible();
  await page.screenshot({ path: `${await pictureFolder()}/waiting.png` });
  await page.getByRole('button', { name: 'Leave' }).click();
  expect(await untilState(page, 'ended')).toMatchObject({ reason: 'left' });
  await page.screenshot({ path: `${await pictureFolder()}/ended.png` });
});

test('a second avatar of the same identity takes over, and the first one says so', async ({
  agent,
  openAvatar,
}) => {
  const first = await openAvatar();
  await untilState(first, 'live');
  await agent.untilAvatarIsHere();
  const second = await openAvatar();
  await untilState(second, 'live');
  expect(await untilState(first, 'ended')).toMatchObject({ reason: 'replaced' });
});
