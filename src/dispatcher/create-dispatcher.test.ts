import { expect, test } from 'vitest';
import { avatarListSchema, errorResponseSchema, launchResponseSchema } from '../protocol/index.ts';
import type { BrowserPage } from '../programs/index.ts';
import { launchBody, mintToken, openFixture, type Fixture } from './fixtures/fixture.ts';

/** For what takes a browser a moment. */
const PATIENTLY = { timeout: 10_000 };

const listOf = async ({ app }: Fixture) =>
  avatarListSchema.parse(await (await app.request('/avatars')).json()).avatars;

function crash(page: BrowserPage): void {
  page.session.send('Page.crash').catch(() => undefined);
}

async function renderersOf(fixture: Fixture): Promise<number[]> {
  const { processInfo } = await fixture.browser().session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

async function refusalOf(response: Response) {
  const { reason, message } = errorResponseSchema.parse(await response.json());
  return { code: response.status, reason, message };
}

test('a launch is answered once the avatar has joined, and the avatar is listed without its token', async () => {
  const fixture = await openFixture();
  const response = await fixture.launch({ controller: 'agent-1' });
  expect(response.status).toBe(200);
  const { id, message } = launchResponseSchema.parse(await response.json());
  expect(message).toBe('Avatar avatar_worker joined the room lobby.');
  expect(fixture.events).toEqual(['joined avatar_worker']);
  await expect.poll(async () => (await listOf(fixture))[0]?.state).toBe('live');
  const [avatar] = await listOf(fixture);
  expect(avatar).toMatchObject({
    id,
    room: 'lobby',
    identity: 'avatar_worker',
    controller: 'agent-1',
  });
  expect(avatar?.picture?.renderer).toBe('none');
  expect(JSON.stringify(avatar)).not.toContain('eyJ');
});

test('the sites of models are the dispatcher’s to say, not the launch’s', async () => {
  const fixture = await openFixture({ avatarOrigins: ['https://heads.example'] });
  const response = await fixture.launch({ avatarOrigins: ['https://evil.example'] });
  const { message } = launchResponseSchema.parse(await response.json());
  expect(message).toContain('ignored: avatarOrigins');
  expect(fixture.events[0]).toBe('allowed https://heads.example avatar_worker');
});

test('a launch for the same room and identity replaces the avatar, which leaves first', async () => {
  const fixture = await openFixture();
  const first = launchResponseSchema.parse(await (await fixture.launch()).json());
  const second = launchResponseSchema.parse(await (await fixture.launch()).json());
  expect(second.id).not.toBe(first.id);
  expect(fixture.events).toEqual([
    'joined avatar_worker',
    'left avatar_worker',
    'joined avatar_worker',
  ]);
  expect((await listOf(fixture)).map(({ id }) => id)).toEqual([second.id]);
  expect(fixture.browser().pages).toHaveLength(1);
});

test('of several launches at once for one place the last one stays, the others are told', async () => {
  const fixture = await openFixture();
  const responses = await Promise.all([fixture.launch(), fixture.launch(), fixture.launch()]);
  expect(responses.map(({ status }) => status)).toEqual([409, 409, 200]);
  expect((await refusalOf(responses[0])).reason).toBe('replaced');
  expect(await listOf(fixture)).toHaveLength(1);
});

test('avatars of other rooms or identities are left alone', async () => {
  const fixture = await openFixture();
  const bodies = [await launchBody(), await launchBody('lobby', 'two'), await launchBody('attic')];
  const responses = await Promise.all(bodies.map((body) => fixture.launch(body)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(fixture.browser().pages).toHaveLength(3);
});

test('DELETE makes the avatar leave properly; a second one finds nothing', async () => {
  const fixture = await openFixture();
  const { id } = launchResponseSchema.parse(await (await fixture.launch()).json());
  const remove = () => fixture.app.request(`/avatars/${id}`, { method: 'DELETE' });
  expect((await remove()).status).toBe(200);
  expect(fixture.events).toEqual(['joined avatar_worker', 'left avatar_worker']);
  expect(await listOf(fixture)).toEqual([]);
  expect(fixture.browser().pages).toHaveLength(0);
  expect(await refusalOf(await remove())).toMatchObject({ code: 404, reason: 'not_found' });
});

test('closing makes every avatar leave, refuses new ones, and ends the browser', async () => {
  const fixture = await openFixture();
  await Promise.all([fixture.launch(), fixture.launch(await launchBody('attic'))]);
  await fixture.close();
  expect(fixture.events.filter((event) => event.startsWith('left'))).toHaveLength(2);
  await fixture.browser().ended;
  expect(await refusalOf(await fixture.launch())).toMatchObject({
    code: 503,
    reason: 'shutting_down',
  });
});

test(
  'an avatar that will not leave holds the end up for a bounded time only',
  { timeout: 20_000 },
  async () => {
    const fixture = await openFixture();
    await fixture.launch({ avatar: 'never-leaves' });
    await fixture.close();
    await fixture.browser().ended;
  },
);

test('the page’s own reason is the answer when it fails', async () => {
  const fixture = await openFixture();
  expect(await refusalOf(await fixture.launch({ avatar: 'refused' }))).toEqual({
    code: 502,
    reason: 'token_refused',
    message: 'The server refused the token.',
  });
  expect(await refusalOf(await fixture.launch({ avatar: 'ends-at-once' }))).toMatchObject({
    code: 502,
    reason: 'ended',
    message: 'The room was closed.',
  });
  await expect.poll(() => listOf(fixture)).toEqual([]);
});

test('an avatar that does not join in time is taken back', async () => {
  const fixture = await openFixture({ launchTimeoutMs: 1_500 });
  const refusal = await refusalOf(await fixture.launch({ avatar: 'never-joins' }));
  expect(refusal).toMatchObject({ code: 504, reason: 'timeout' });
  await expect.poll(() => listOf(fixture)).toEqual([]);
  expect(fixture.browser().pages).toHaveLength(0);
});

test('a page that crashes is cleaned up and logged; the next launch works', async () => {
  const fixture = await openFixture();
  await fixture.launch();
  crash(fixture.browser().pages[0]!);
  await expect.poll(() => listOf(fixture)).toEqual([]);
  expect(fixture.browser().pages).toHaveLength(0);
  expect(fixture.logged()).toContain('The avatar’s page crashed.');
  expect((await fixture.launch()).status).toBe(200);
});

test('one that hangs is closed with its process and logged; the avatar beside it stays', async () => {
  const fixture = await openFixture({ patienceMs: 2_000 });
  await fixture.launch();
  const others = await renderersOf(fixture);
  await fixture.launch(await launchBody('attic'));
  const [hung] = (await renderersOf(fixture)).filter((id) => !others.includes(id));
  const page = fixture.browser().pages[1]!;
  page
    .call(() => {
      for (;;);
    })
    .catch(() => undefined);
  await expect.poll(async () => (await listOf(fixture)).length, PATIENTLY).toBe(1);
  expect(fixture.logged()).toContain('The avatar’s page has not answered for 2 s.');
  expect(fixture.browser().pages).toHaveLength(1);
  await expect.poll(() => renderersOf(fixture), PATIENTLY).not.toContain(hung);
  expect((await listOf(fixture))[0]).toMatchObject({ room: 'lobby' });
});

test('a browser that crashes is started again', async () => {
  const fixture = await openFixture();
  await fixture.launch();
  const crashed = fixture.browser();
  crashed.session.send('Browser.crash').catch(() => undefined);
  await crashed.ended;
  expect((await fixture.launch()).status).toBe(200);
  expect(fixture.browser()).not.toBe(crashed);
  expect(await listOf(fixture)).toHaveLength(1);
});

test('one that freezes is ended and started again; nobody waits in it for ever', async () => {
  const fixture = await openFixture({ patienceMs: 2_000 });
  await fixture.launch();
  const frozen = fixture.browser();
  const { processInfo } = await frozen.session.send('SystemInfo.getProcessInfo');
  process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGSTOP');
  await frozen.ended;
  expect(fixture.logged()).toContain('The browser has not answered for 2 s: ending it.');
  await expect.poll(() => listOf(fixture)).toEqual([]);
  expect((await fixture.launch()).status).toBe(200);
  expect(fixture.browser()).not.toBe(frozen);
});

test('what the page complains about is logged with the avatar’s id, without the token, and not 250 times', async () => {
  const fixture = await openFixture();
  const { id } = launchResponseSchema.parse(
    await (await fixture.launch({ avatar: 'complains' })).json(),
  );
  await expect.poll(fixture.logged).toContain('page: cannot use … (100 times)');
  expect(fixture.logged().match(/page: cannot use …/g)).toHaveLength(3);
  expect(fixture.logged()).toContain(`"avatar":"${id}"`);
  expect(fixture.logged()).not.toContain('eyJ');
});

test('a browser that can’t be started is the answer', async () => {
  const fixture = await openFixture({
    launchBrowser: () => Promise.reject(new Error('no browser here')),
  });
  expect(await refusalOf(await fixture.launch())).toEqual({
    code: 503,
    reason: 'browser_unavailable',
    message: 'The browser can’t be started. no browser here',
  });
});

test('an expired token and a token of another room are refused before a browser is asked', async () => {
  const fixture = await openFixture();
  const expired = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"sub":"a","exp":1,"video":{"room":"lobby"}}').replaceAll('=', '')}.x`;
  expect(await refusalOf(await fixture.launch({ token: expired }))).toMatchObject({
    code: 400,
    reason: 'bad_token',
    message: expect.stringContaining('expired at 1970-01-01'),
  });
  expect(await refusalOf(await fixture.launch({ token: await mintToken('attic', 'a') }))).toEqual({
    code: 400,
    reason: 'room_mismatch',
    message: 'room_name is "lobby", but the token is for the room "attic".',
  });
  expect(fixture.browser()).toBeUndefined();
});

test('fields that are not known are ignored, and said to be', async () => {
  const fixture = await openFixture();
  const response = await fixture.launch({ widht: 640, from_the_future: true });
  expect(((await response.json()) as { message: string }).message).toBe(
    'Avatar avatar_worker joined the room lobby. Fields not known here were ignored: widht, from_the_future.',
  );
});

test('what happens in an avatar is streamed to who looks into it, and told to nobody after that', async () => {
  const fixture = await openFixture();
  const { id } = launchResponseSchema.parse(await (await fixture.launch()).json());
  const looking = new AbortController();
  const request = new Request(`http://h/avatars/${id}/events`, { signal: looking.signal });
  const reader = (await fixture.app.request(request)).body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"type":"said"}\n');
  await reader.cancel();
  await expect.poll(() => fixture.events.at(-1)).toBe('unwatched avatar_worker');
});

test('the workbench of an avatar is a page; an avatar that is not there is said', async () => {
  const { app } = await openFixture({ apiKey: 'secret' });
  const page = await app.request('/avatars/0a/debug');
  expect([page.status, page.headers.get('location')]).toEqual([302, '/#debug=&watch=0a']);
  expect((await app.request('/avatars/0a/events')).status).toBe(401);
  const headers = { authorization: 'Bearer secret' };
  const refusal = await refusalOf(await app.request('/avatars/0a/events', { headers }));
  expect(refusal).toMatchObject({ code: 404, reason: 'not_found' });
});

test('a page that stands by is lived in by the next avatar, and the one after it opens its own', async () => {
  const fixture = await openFixture({ spare: true });
  await fixture.warmUp();
  await expect.poll(fixture.logged).toContain('A page stands by');
  const spare = fixture.browser().pages[0];
  expect((await fixture.launch()).status).toBe(200);
  expect(fixture.browser().pages).toEqual([spare]);
  expect((await fixture.launch(await launchBody('attic'))).status).toBe(200);
  expect(fixture.browser().pages).toHaveLength(2);
});

test('a page that stood by and crashed is in nobody’s way', async () => {
  const fixture = await openFixture({ spare: true });
  await fixture.warmUp();
  await expect.poll(fixture.logged).toContain('A page stands by');
  crash(fixture.browser().pages[0]!);
  await expect.poll(() => fixture.browser().pages).toEqual([]);
  expect((await fixture.launch()).status).toBe(200);
});
