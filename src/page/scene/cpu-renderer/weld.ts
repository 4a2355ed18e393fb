/**
 * Finds vertices that lie in the same place: for each vertex the first that is like it. Meshes repeat vertices along texture
 * seams, where the surface goes on nevertheless.
 *
 * @param positions three numbers a vertex
 * @param normals given, vertices must also face the same way: a hard edge stays hard
 */
export function weldVertices(positions: Float32Array, normals?: Float32Array): Uint32Array {
  const count = positions.length / 3;
  const weld = new Uint32Array(count);
  const firsts = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    let key = keyOf(positions, i, POSITION_STEPS);
    if (normals) key += keyOf(normals, i, NORMAL_STEPS);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, i);
    weld[i] = first ?? i;
  }
  return weld;
}

/** Steps a unit: a hundredth of a millimetre where the unit is a metre. */
const POSITION_STEPS = 1e5;
const NORMAL_STEPS = 50;

function keyOf(numbers: Float32Array, vertex: number, steps: number): string {
  const [x, y, z] = [0, 1, 2].map((k) => Math.round((numbers[vertex * 3 + k] ?? 0) * steps));
  return `${x},${y},${z};`;
}
