import path from 'node:path';
import { expect, test } from 'vitest';
import { locateCache } from './cache-folder.ts';

test('a folder of the person’s choice comes first', () => {
  expect(locateCache({ MOUTHPIECE_CACHE: '/mine' }, 'linux', '/home/ann')).toBe(
    path.resolve('/mine'),
  );
});

test.each([
  ['linux', {}, '/home/ann/.cache/mouthpiece'],
  ['linux', { XDG_CACHE_HOME: '/xdg' }, '/xdg/mouthpiece'],
  ['darwin', {}, '/home/ann/Library/Caches/mouthpiece'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/mouthpiece'],
] as const)('else it lies where %s keeps caches (%j)', (platform, env, expected) => {
  expect(locateCache(env, platform, '/home/ann')).toBe(path.normalize(expected));
});
