import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mouthpiece } from './fixtures/command.ts';

async function outcome(args: readonly string[], env?: Record<string, string>) {
  const run = mouthpiece(args, { LIVEKIT_URL: '', LIVEKIT_TOKEN: '', LIVEKIT_API_KEY: '', ...env });
  const code = await run.ended;
  return { code, stdout: run.stdout(), stderr: run.stderr() };
}

test.each([
  [['--help']],
  [['serve', '--help']],
  [['join', '--help']],
  [['demo', '--help']],
  [['visemes', '--help']],
  [['replay', '--help']],
])('%j explains itself', async (args) => {
  const { code, stdout, stderr } = await outcome(args);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Usage: mouthpiece/);
  if (args.length > 1) expect(stdout).toContain('Example:');
});

test('it says which version it is', async () => {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  expect(await outcome(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

const TOKEN = `x.${btoa('{"sub":"a","video":{"room":"r"}}').replaceAll('=', '')}.x`;

test.each([
  ['an unknown command', ['dance'], /^mouthpiece: unknown command 'dance'\n$/],
  ['an unknown option', ['serve', '--loud'], /^mouthpiece: unknown option '--loud'\n$/],
  [
    'a port that is none',
    ['serve', '--port', '70000'],
    /argument '70000' is invalid. Give a whole number from 0 to 65535.\n$/,
  ],
  ['no token', ['join', '--url', 'ws://h'], /^mouthpiece: token is missing: give --token .*\n$/],
  [
    'an address that is none',
    ['join', '--url', 'h', '--token', 't'],
    /^mouthpiece: url is "h"; give the address .*\n$/,
  ],
  [
    'a width out of range',
    ['join', '--url', 'ws://h', '--token', TOKEN, '--width', '7'],
    /^mouthpiece: width is 7; .*\n$/,
  ],
  [
    'a model that is not there',
    ['join', '--url', 'ws://h', '--token', TOKEN, '--avatar', './nobody.glb'],
    /^mouthpiece: avatar is ".\/nobody.glb", and there is no such file\.\n$/,
  ],
  [
    'a site that is no https origin',
    ['serve', '--avatar-origins', 'http://a.example'],
    /avatarOrigins has "http:\/\/a.example"; give https origins .*\n$/,
  ],
])('%s is said in one line, exit code 2', async (_, args, line) => {
  expect(await outcome(args)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(line) });
});

test('a token that is none is said before any browser is started, exit code 1', async () => {
  const { code, stdout, stderr } = await outcome(['join', '--url', 'ws://h', '--token', 'abc']);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^mouthpiece: The token is not a JWT .*\n$/);
});
