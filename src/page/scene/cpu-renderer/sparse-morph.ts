import { type Attribute } from './attributes.ts';

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
  const indices: number[] = [];
  const deltas: number[] = [];
  for (let i = 0; i < target.count; i++) {
    const delta = [0, 1, 2].map((k) => target.getComponent(i, k) - (rest?.[i * 3 + k] ?? 0));
    if (delta.every((value) => value === 0)) continue;
    indices.push(i);
    deltas.push(...delta);
  }
  return { indices: Uint32Array.from(indices), deltas: Float32Array.from(deltas) };
}
