import { expect, test } from 'vitest';
import { weldVertices } from './weld.ts';

const PLACES = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0);

test('vertices in one place share the first of them', () => {
  expect([...weldVertices(PLACES)]).toEqual([0, 1, 0, 1]);
});

test('a hard edge stays apart: the same place, but facing elsewhere', () => {
  const normals = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0);
  expect([...weldVertices(PLACES, normals)]).toEqual([0, 1, 0, 3]);
});
