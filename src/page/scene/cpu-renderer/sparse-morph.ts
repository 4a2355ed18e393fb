import { type Attribute, readFloats } from './attributes.ts';

/** A morph target without the vertices that it leaves alone. */
export interface SparseMorph {
  /** The vertices that move. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** How far each of them moves: three numbers. */
  readonly deltas: Float32Array<ArrayBuffer>;
}

/**
 * Keeps of a morph target what moves. Faces move a part of their vertices with each shape, so this is what makes morphing
 * on the CPU cheap.
 *
 * @param rest positions at rest, subtracted when the target holds places instead of distances (`morphTargetsRelative`)
 */
export function sparsify(target: Attribute, rest?: Float32Array): SparseMorph {
  const deltas = readFloats(target, 3);
  const indices = new Uint32Array(target.count);
  let count = 0;
  for (let i = 0; i < target.count; i++) {
    const [at, to] = [i * 3, count * 3];
    const x = deltas[at]! - (rest?.[at] ?? 0);
    const y = deltas[at + 1]! - (rest?.[at + 1] ?? 0);
    const z = deltas[at + 2]! - (rest?.[at + 2] ?? 0);
    if (x === 0 && y === 0 && z === 0) continue;
    indices[count++] = i;
    // Never before what is still to be read.
    deltas[to] = x;
    deltas[to + 1] = y;
    deltas[to + 2] = z;
  }
  return { indices: indices.slice(0, count), deltas: deltas.slice(0, count * 3) };
}
