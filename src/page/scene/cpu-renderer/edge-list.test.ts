import { expect, test } from 'vitest';
import { listEdges } from './edge-list.ts';

const NONE = 0xffffffff;
const identity = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

test('two triangles share one edge, the other four are open', () => {
  const edges = listEdges(Uint32Array.of(0, 1, 2, 2, 1, 3), identity(4));
  const rows = Array.from({ length: edges.length / 4 }, (_, i) => [
    ...edges.subarray(i * 4, i * 4 + 4),
  ]);
  expect(rows).toEqual([
    [0, 1, 0, NONE],
    [1, 2, 0, 1],
    [2, 0, 0, NONE],
    [1, 3, 1, NONE],
    [3, 2, 1, NONE],
  ]);
});

test('a texture seam is no border: welded vertices make one edge', () => {
  const weld = Uint32Array.of(0, 1, 2, 2, 1, 5);
  expect(listEdges(Uint32Array.of(0, 1, 2, 3, 4, 5), weld).length / 4).toBe(5);
});

test('an edge without length is left out', () => {
  expect(listEdges(Uint32Array.of(0, 1, 2), Uint32Array.of(0, 0, 2)).length / 4).toBe(1);
});
