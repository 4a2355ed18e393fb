import { expect, test } from 'vitest';
import { buildLevels, firstLevel } from './texture-levels.ts';

function checker(width: number, height: number) {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.fill((i + Math.floor(i / width)) % 2 ? 255 : 0, i * 4, i * 4 + 3);
    data[i * 4 + 3] = 128;
  }
  return { width, height, data };
}

test('sizes halve down to one pixel', () => {
  const sizes = buildLevels(firstLevel(checker(8, 2), true)).map(({ width, height }) => [
    width,
    height,
  ]);
  expect(sizes).toEqual([
    [8, 2],
    [4, 1],
    [2, 1],
    [1, 1],
  ]);
});

test('colours are averaged in linear light, opacity as it is', () => {
  const smallest = buildLevels(firstLevel(checker(4, 4), true)).at(-1);
  expect([...(smallest?.data ?? [])]).toEqual([0.5, 0.5, 0.5, Math.fround(128 / 255)]);
});

test('sides become powers of two', () => {
  const { width, height, data } = firstLevel(checker(30, 5), true);
  expect([width, height]).toEqual([32, 4]);
  expect(data.length).toBe(32 * 4 * 4);
});
