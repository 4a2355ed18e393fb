import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

test('code in the README stands, word for word, in the file that it names', () => {
  const snippets = [...readme.matchAll(/<!-- from (\S+) -->\s+```\w+\n([^`]*)```/g)];
  expect(snippets.length).toBeGreaterThan(0);
  for (const [, path, code] of snippets) {
    const file = readFileSync(new URL(path!, root), 'utf8');
    for (const line of code!.trim().split('\n')) expect(file).toContain(line);
  }
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
  expect(links.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
