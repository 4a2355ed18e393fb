import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from './lock.ts';

const newLockFile = () =>
  path.join(mkdtempSync(path.join(os.tmpdir(), 'lock-')), 'folder', 'a.lock');

test('work under one lock is done one after the other, and the lock is given up', async () => {
  const lockFile = newLockFile();
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise(setImmediate);
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(lockFile, work('a')), withLock(lockFile, work('b'))]);
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(existsSync(lockFile)).toBe(false);
});

test('work that fails gives the lock up as well', async () => {
  const lockFile = newLockFile();
  await expect(withLock(lockFile, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(withLock(lockFile, async () => 'yes')).resolves.toBe('yes');
});

test('a lock whose holder has died is taken over', async () => {
  const lockFile = newLockFile();
  await withLock(lockFile, async () => undefined);
  writeFileSync(lockFile, String(spawnSync(process.execPath, ['-e', '']).pid));
  await expect(withLock(lockFile, async () => 'mine')).resolves.toBe('mine');
});
