import { NO_TRIANGLE } from './assembly/constants.ts';

/**
 * Lists every edge of a mesh once, for the smoothing of silhouettes: two vertices and the two triangles beside it (the second
 * is `NO_TRIANGLE` at an open border).
 *
 * @param indices three vertices a triangle
 * @param weld for each vertex the first one in the same place, see `weldVertices`
 */
export function listEdges(indices: Uint32Array, weld: Uint32Array): Uint32Array<ArrayBuffer> {
  const places = new Map<number, number>();
  const edges = new Uint32Array(indices.length * 4);
  let length = 0;
  for (let i = 0; i < indices.length; i++) {
    const triangle = Math.floor(i / 3);
    const from = indices[i] ?? 0;
    const to = indices[i % 3 === 2 ? i - 2 : i + 1] ?? 0;
    const key = edgeKey(weld[from] ?? 0, weld[to] ?? 0, weld.length);
    if (key === undefined) continue;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, length);
      edges[length++] = from;
      edges[length++] = to;
      edges[length++] = triangle;
      edges[length++] = NO_TRIANGLE;
    } else edges[place + 3] = triangle;
  }
  return edges.slice(0, length);
}

/** The same number from both sides; nothing for an edge without length. */
function edgeKey(a: number, b: number, vertexCount: number): number | undefined {
  if (a === b) return undefined;
  return Math.min(a, b) * vertexCount + Math.max(a, b);
}
