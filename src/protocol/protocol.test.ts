import { expect, test } from 'vitest';
import {
  buildPageAddress,
  encodePlaybackFinished,
  launchRequestSchema,
  parseAudioFormat,
  parsePageOptions,
  readToken,
} from './index.ts';

const PAGE = 'http://localhost:1234/';
const url = 'wss://livekit.example';

function tokenOf(claims: object): string {
  const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return `${encode({ alg: 'HS256' })}.${encode(claims)}.signature`;
}

const CLAIMS = { sub: 'avatar_worker', exp: 2000, video: { room: 'room', roomJoin: true } };

test('what the address says is read, from fragment or query, the fragment first', () => {
  expect(parsePageOptions(new URL(`${PAGE}?url=${url}&token=a&fps=25#token=b`))).toEqual({
    url,
    token: 'b',
    fps: 25,
  });
});

test('options survive the way through an address', () => {
  const options = {
    url,
    token: 'a.b-c_d',
    width: 360,
    background: '#aabbcc',
    avatar: 'mira',
    simulcast: true,
  };
  const address = buildPageAddress(PAGE, options);
  expect(address.search).toBe('');
  expect(parsePageOptions(address)).toEqual(options);
});

for (const [what, fragment, message] of [
  ['nothing', '', /^url is missing/],
  ['no token', `url=${url}`, /^token is missing/],
  ['an empty token', `url=${url}&token=`, /^token is empty/],
  ['another scheme', 'url=ftp://x&token=a', /^url is "ftp:\/\/x"; give the address/],
  ['a size of zero', `url=${url}&token=a&width=0`, /^width is 0; give a whole number from 64/],
  ['a size in words', `url=${url}&token=a&height=big`, /^height must be a number from 64 to 2160/],
  ['an option that is none', `url=${url}&token=a&colour=red`, /^"colour" is not an option; known/],
  ['an unknown codec', `url=${url}&token=a&codec=mjpeg`, /^codec is "mjpeg"; choose auto, h264/],
  ['half a yes', `url=${url}&token=a&simulcast=maybe`, /^simulcast is "maybe"; give true or false/],
  ['an unknown renderer', `url=${url}&token=a&renderer=gpu`, /^renderer is "gpu"; choose auto/],
] as const) {
  test(`${what}: one sentence that names option and value`, () => {
    expect(() => parsePageOptions(new URL(`${PAGE}#${fragment}`))).toThrow(message);
  });
}

test('sites that files may come from are https origins, as a list or in an address', () => {
  const avatarOrigins = ['https://heads.example', 'https://b.example:8443'];
  const address = buildPageAddress(PAGE, { url, token: 'a', avatarOrigins });
  expect(parsePageOptions(address)).toEqual({ url, token: 'a', avatarOrigins });
  const spaced = new URL(
    `${PAGE}#url=${url}&token=a&avatarOrigins=https://A.example/, https://b.example`,
  );
  expect(parsePageOptions(spaced).avatarOrigins).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
  for (const wrong of [
    'http://a.example',
    'https://a.example/path',
    'https://u@a.example',
    '*',
    '',
  ]) {
    const fragment = new URLSearchParams({ url, token: 'a', avatarOrigins: wrong });
    expect(() => parsePageOptions(new URL(`${PAGE}#${fragment}`)), wrong).toThrow(
      /^avatarOrigins has ".*"; give https origins such as/,
    );
  }
});

test('a launch request can’t say where files may come from', () => {
  const request = {
    room_name: 'room',
    url,
    token: 'a.b.c',
    avatarOrigins: ['https://evil.example'],
  };
  expect(launchRequestSchema.parse(request)).not.toHaveProperty('avatarOrigins');
});

test('a token tells who, where, until when and for whom', () => {
  const claims = { ...CLAIMS, attributes: { 'lk.publish_on_behalf': 'agent' } };
  expect(readToken(tokenOf(claims), 1999)).toEqual({
    identity: 'avatar_worker',
    room: 'room',
    expiresAtSec: 2000,
    onBehalfOf: 'agent',
  });
});

for (const [what, token, message] of [
  ['no JWT', 'hello', /not a JWT .* begins with "hello"/],
  ['garbage inside', 'a.b.c', /is not JSON in base64url/],
  ['no identity', tokenOf({ video: { room: 'r' } }), /names no identity/],
  ['no room', tokenOf({ sub: 'a' }), /names no room/],
  ['expired', tokenOf(CLAIMS), /expired at 1970-01-01T00:33:20.000Z: mint a new one/],
] as const) {
  test(`a token with ${what} is refused in a sentence`, () => {
    expect(() => readToken(token, 3000)).toThrow(message);
  });
}

test('a stream’s format is read from its attributes', () => {
  expect(parseAudioFormat({ sample_rate: '24000', num_channels: '2', other: 'x' })).toEqual({
    ok: true,
    format: { sampleRateHz: 24_000, channels: 2 },
  });
});

for (const [rate, channels, problem] of [
  [undefined, '1', /sample_rate is missing/],
  ['0', '1', /sample_rate is 0; it must be from 4000 to 192000/],
  ['abc', '1', /sample_rate is "abc"; send a whole number/],
  ['1e9', '1', /sample_rate is "1e9"; send a whole number/],
  ['24000', undefined, /num_channels is missing/],
  ['24000', '0', /num_channels is 0; it must be from 1 to 8/],
] as const) {
  test(`rate ${rate} with ${channels} channels is a problem with words`, () => {
    const attributes = Object.fromEntries(
      Object.entries({ sample_rate: rate, num_channels: channels }).filter(([, value]) => value),
    ) as Record<string, string>;
    const parsed = parseAudioFormat(attributes);
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
  });
}

test('a finished report has exactly the keys that agents know', () => {
  expect(encodePlaybackFinished(1.5, true)).toBe('{"playback_position":1.5,"interrupted":true}');
});

test('LiveKit’s reference launch request is one of ours', () => {
  const request = { room_name: 'room', url, token: 'a.b.c' };
  expect(launchRequestSchema.parse(request)).toEqual(request);
});
