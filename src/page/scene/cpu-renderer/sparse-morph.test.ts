import { Float32BufferAttribute } from 'three';
import { expect, test } from 'vitest';
import { sparsify } from './sparse-morph.ts';

test('only the vertices that move are kept', () => {
  const target = new Float32BufferAttribute([0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, -1], 3);
  const { indices, deltas } = sparsify(target);
  expect([...indices]).toEqual([1, 3]);
  expect([...deltas]).toEqual([0, 2, 0, 0, 0, -1]);
});

test('a target that holds places is turned into distances', () => {
  const target = new Float32BufferAttribute([1, 1, 1, 2, 2, 5], 3);
  const { indices, deltas } = sparsify(target, Float32Array.of(1, 1, 1, 2, 2, 2));
  expect([...indices]).toEqual([1]);
  expect([...deltas]).toEqual([0, 0, 3]);
});
