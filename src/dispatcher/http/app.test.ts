import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../host/index.ts';
import { errorResponseSchema } from '../../protocol/index.ts';
import { openFixture } from '../fixtures/fixture.ts';

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

test.each([
  ['not JSON', '{"room_name": ', 'The body is not JSON'],
  ['nothing', '', 'The body is not JSON'],
  ['no object', '7', 'expected object'],
  ['no room', '{"url":"ws://h","token":"t"}', 'room_name is missing'],
  ['an empty room', '{"room_name":"","url":"ws://h","token":"t"}', 'room_name is empty'],
  ['a wrong address', '{"room_name":"r","url":"h","token":"t"}', 'url is "h"; give the address'],
  ['no token', '{"room_name":"r","url":"ws://h"}', 'token is missing'],
  ['a wrong width', '{"room_name":"r","url":"ws://h","token":"t","width":"wide"}', 'width'],
  [
    'a wrong renderer',
    '{"room_name":"r","url":"ws://h","token":"t","renderer":"ray"}',
    'renderer is "ray"',
  ],
  [
    'a token that is none',
    '{"room_name":"r","url":"ws://h","token":"t"}',
    'The token is not a JWT',
  ],
])('a launch with %s is refused in one sentence', async (_, body, message) => {
  const { app } = await openFixture();
  const response = await app.request('/launch', post(body));
  expect(response.status).toBe(400);
  expect(errorResponseSchema.parse(await response.json()).message).toContain(message);
});

test('a launch of 10 MB is refused over the wire too, with a length announced or without', async () => {
  const { app } = await openFixture();
  const listener = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => listener.close());
  const long = JSON.stringify({ room_name: 'x'.repeat(10_000_000) });
  const announced = await fetch(`${listener.url}launch`, post(long));
  expect(announced.status).toBe(413);
  expect(errorResponseSchema.parse(await announced.json()).reason).toBe('too_large');
  const stream = new Blob([long]).stream();
  const streamed = { ...post(''), body: stream, duplex: 'half' } as RequestInit;
  expect((await fetch(`${listener.url}launch`, streamed)).status).toBe(413);
});

test('with an API key only its owner gets in; health is for everybody', async () => {
  const { app } = await openFixture({ apiKey: 'open sesame' });
  const ask = async (path: string, authorization?: string) =>
    (await app.request(path, { headers: authorization ? { authorization } : {} })).status;
  expect(await ask('/avatars')).toBe(401);
  expect(await ask('/avatars', 'Bearer wrong')).toBe(401);
  expect(await ask('/avatars', 'Bearer open sesame')).toBe(200);
  expect(await ask('/healthz')).toBe(200);
  const launch = await app.request('/launch', post('{}'));
  expect(launch.status).toBe(401);
  expect(errorResponseSchema.parse(await launch.json()).reason).toBe('unauthorized');
  expect((await app.request('/avatars/x', { method: 'DELETE' })).status).toBe(401);
});

test('a page of another site can’t command the dispatcher through a person’s browser', async () => {
  const { app } = await openFixture();
  const response = await app.request(
    '/launch',
    post('{}', { origin: 'https://elsewhere.example' }),
  );
  expect(response.status).toBe(401);
});

test('an unknown path is answered with those that there are', async () => {
  const { app } = await openFixture();
  const response = await app.request('/lunch', post('{}'));
  expect(response.status).toBe(404);
  expect(errorResponseSchema.parse(await response.json()).message).toMatch(
    /^There is no POST \/lunch here: .*\/launch/,
  );
});

test('a port that is in use is said', async () => {
  const { app } = await openFixture();
  const listener = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => listener.close());
  const port = Number(new URL(listener.url).port);
  await expect(listen(app, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 can’t be used: it is in use.`,
  );
});
