import { mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ensurePage } from './ensure-page.ts';

/** A project with the smallest of pages, which the real builder builds. */
function newProject(): { root: string; write: (file: string, text: string) => void } {
  const root = mkdtempSync(path.join(os.tmpdir(), 'project-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write(
    'index.html',
    '<!doctype html><title>first</title><script type="module" src="/src/page/main.ts"></script>',
  );
  write('src/page/main.ts', 'document.title = "made";');
  return { root, write };
}

const titleOf = (folder: string) =>
  /<title>(.*)<\/title>/.exec(readFileSync(path.join(folder, 'index.html'), 'utf8'))?.[1];

test('the page is built when it is missing, kept while it is new, and built again when sources change', async () => {
  const { root, write } = newProject();
  const folder = await ensurePage(root);
  expect([folder, titleOf(folder)]).toEqual([path.join(root, 'dist', 'page'), 'first']);

  const mark = path.join(folder, 'index.html');
  writeFileSync(mark, '<title>kept</title>');
  write('src/page/main.test.ts', 'a test is no source');
  utimesSync(path.join(root, 'src', 'page'), 0, 0);
  expect(titleOf(await ensurePage(root))).toBe('kept');

  write('src/page/deep/more.ts', '');
  expect(titleOf(await ensurePage(root))).toBe('first');
});

test('several at once build it once', async () => {
  const { root } = newProject();
  const words = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => words.mockRestore());
  const folders = await Promise.all([ensurePage(root), ensurePage(root), ensurePage(root)]);
  expect(new Set(folders).size).toBe(1);
  expect(titleOf(folders[0])).toBe('first');
  expect(words.mock.calls.flat()).toEqual([
    'Building the page …\n',
    expect.stringContaining('done in'),
  ]);
});

test('a page that can’t be built leaves the old one and says so', async () => {
  const { root, write } = newProject();
  const folder = await ensurePage(root);
  write('src/page/main.ts', 'import "./absent.ts";');
  await expect(ensurePage(root)).rejects.toThrow(
    /^The avatar page is missing: it could not be built/,
  );
  expect(titleOf(folder)).toBe('first');
});

test('without page and sources the package is not whole', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'package-'));
  await expect(ensurePage(root)).rejects.toThrow(`${path.join(root, 'dist', 'page')} is not there`);
});
