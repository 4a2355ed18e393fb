import { expect, test } from 'vitest';
import { giveFiles } from './given-file.ts';

test('names and colours stay as they are', () => {
  expect(giveFiles({ avatar: 'mira', background: '#aabbcc' })).toEqual({
    page: { avatar: 'mira', background: '#aabbcc' },
    files: {},
  });
});

test('a file of this machine is handed to the page’s server', () => {
  const avatar = 'public/avatars/mira.glb';
  expect(giveFiles({ avatar })).toEqual({
    page: { avatar: '/given/avatar.glb' },
    files: { '/given/avatar.glb': expect.stringMatching(/^\/.*\/public\/avatars\/mira\.glb$/) },
  });
});

test('the site of an address is allowed', () => {
  expect(giveFiles({ avatar: 'https://heads.example/bob.vrm' }).page).toEqual({
    avatar: 'https://heads.example/bob.vrm',
    avatarOrigins: ['https://heads.example'],
  });
});

test('a file that is not there, or a folder, is refused', () => {
  expect(() => giveFiles({ background: './nothing.jpg' })).toThrow(
    'background is "./nothing.jpg", and there is no such file.',
  );
  expect(() => giveFiles({ avatar: './public' })).toThrow(/no such file/);
});
