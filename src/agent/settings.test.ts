import { afterEach, expect, test, vi } from 'vitest';
import { AvatarError } from './avatar-error.ts';
import { readLivekitAccess, readSettings } from './settings.ts';

afterEach(() => vi.unstubAllEnvs());

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AvatarError && error.reason === 'configuration') return error.message;
    throw error;
  }
  return 'none';
}

test('without options: a dispatcher on this machine, and a relaunch when the avatar is lost', () => {
  vi.stubEnv('MOUTHPIECE_URL', '');
  vi.stubEnv('MOUTHPIECE_API_KEY', '');
  expect(readSettings({})).toMatchObject({
    dispatcherUrl: 'http://127.0.0.1:8089',
    apiKey: undefined,
    identity: 'avatar_worker',
    onLost: 'relaunch',
    joinTimeoutMs: 30_000,
    lostTimeoutMs: 10_000,
  });
});

test('the environment fills in, and an option wins over it', () => {
  vi.stubEnv('MOUTHPIECE_URL', 'https://faces.example');
  vi.stubEnv('MOUTHPIECE_API_KEY', 'from-env');
  expect(readSettings({ apiKey: 'given' })).toMatchObject({
    dispatcherUrl: 'https://faces.example',
    apiKey: 'given',
  });
});

test('what is wrong is named, with its value and what to do', () => {
  expect(complaint(() => readSettings({ dispatcherUrl: 'faces' }))).toContain('"faces"');
  expect(complaint(() => readSettings({ joinTimeoutMs: -1 }))).toContain('joinTimeoutMs is -1');
  expect(complaint(() => readSettings({ launchOptions: { width: 1 } }))).toContain('width is 1');
  expect(complaint(() => readSettings({ onLost: 'panic' as never }))).toMatch(
    /"panic"; choose rel/,
  );
  expect(complaint(() => readSettings({ avatarParticipantIdentity: ' ' }))).toContain('" "');
  vi.stubEnv('LIVEKIT_URL', '');
  expect(complaint(() => readLivekitAccess({}))).toContain('set LIVEKIT_URL');
});
