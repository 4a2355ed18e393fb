/**
 * Finds vertices that lie in the same place: for each vertex the first that is like it. Meshes repeat vertices along texture
 * seams, where the surface goes on nevertheless.
 *
 * @param positions three numbers a vertex
 * @param normals given, vertices must also face the same way: a hard edge stays hard
 */
export function weldVertices(positions: Float32Array, normals?: Float32Array): Uint32Array {
  const count = positions.length / 3;
  const keys = normals
    ? [inSteps(positions, POSITION_STEPS), inSteps(normals, NORMAL_STEPS)]
    : [inSteps(positions, POSITION_STEPS)];
  const weld = new Uint32Array(count);
  // A hash table with open addressing, half empty: a `Map` of texts takes four times as long.
  const firsts = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1))).fill(FREE);
  for (let i = 0; i < count; i++) {
    let at = hash(keys, i) & (firsts.length - 1);
    while (firsts[at] !== FREE && !areSame(keys, firsts[at]!, i))
      at = (at + 1) & (firsts.length - 1);
    if (firsts[at] === FREE) firsts[at] = i;
    weld[i] = firsts[at]!;
  }
  return weld;
}

/** Steps a unit: a hundredth of a millimetre where the unit is a metre. */
const POSITION_STEPS = 1e5;
const NORMAL_STEPS = 50;
const FREE = -1;

function inSteps(numbers: Float32Array, steps: number): Int32Array {
  const out = new Int32Array(numbers.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.round(numbers[i]! * steps);
  return out;
}

function hash(keys: readonly Int32Array[], vertex: number): number {
  let sum = 0;
  for (const key of keys) {
    for (let k = 0; k < 3; k++) sum = Math.imul(sum ^ key[vertex * 3 + k]!, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum;
}

function areSame(keys: readonly Int32Array[], a: number, b: number): boolean {
  return keys.every((key) => [0, 1, 2].every((k) => key[a * 3 + k] === key[b * 3 + k]));
}
