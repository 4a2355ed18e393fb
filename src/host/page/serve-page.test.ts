import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { servePage } from './serve-page.ts';

test('the page, a folder of models before its own, and single files are served, and nothing beside them', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'mouthpiece-page-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const put = async (name: string) => {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, name);
    return file;
  };
  await put('page/index.html');
  await put('page/avatars/mira.glb');
  await put('heads/bob.glb');
  const given = await put('elsewhere/sue.vrm');
  const server = await servePage(path.join(root, 'page'), {
    files: { '/given/avatar.vrm': given },
    avatarFolder: path.join(root, 'heads'),
  });
  onTestFinished(() => server.close());
  const get = async (place: string) => {
    const response = await fetch(new URL(place, server.url));
    return response.ok ? response.text() : response.status;
  };
  expect(await get('/')).toBe('page/index.html');
  expect(await get('/avatars/mira.glb')).toBe('page/avatars/mira.glb');
  expect(await get('/avatars/bob.glb')).toBe('heads/bob.glb');
  expect(await get('/given/avatar.vrm')).toBe('elsewhere/sue.vrm');
  expect(await get('/given/sue.vrm')).toBe(404);
  expect(await get('/avatars/..%2f..%2felsewhere%2fsue.vrm')).toBe(404);
});
