import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const docs = new URL('../docs/', import.meta.url);
const text = readFileSync(new URL('lifecycle.md', docs), 'utf8');
const [head, , ...rows] = text.split('\n').filter((line) => line.startsWith('|'));

/** The text of a file that the page refers to by a short name. */
function fileOf(name: string): string {
  const path = new RegExp(`^\\[${name}\\]: (\\S+)$`, 'm').exec(text)?.[1];
  return readFileSync(new URL(path!, docs), 'utf8');
}

test('every row of the table of coming and going names a test that is there', () => {
  expect(head).toMatch(/event .* what the agent sees .* what the avatar does .* within .* test/);
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const named = [...row.matchAll(/\[\w+\]\[(\w+)\] "([^"]+)"/g)];
    expect(named.length, row).toBeGreaterThan(0);
    for (const [, file, title] of named) expect(titlesIn(fileOf(file!))).toContain(title);
  }
});

/** Everything between a test's first pair of quotes, one a line. */
function titlesIn(source: string): string {
  return [...source.matchAll(/\btest\(\s*(['"`])(.*?)\1/g)].map(([, , title]) => title).join('\n');
}
