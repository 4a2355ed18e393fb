import { ARKIT_BLENDSHAPES, ARKIT_INDEX, type ArkitName } from './arkit.ts';

type BothSides = ArkitName extends infer Name
  ? Name extends `${infer Base}Left`
    ? Base
    : never
  : never;

/** Weights by name; a name without its side (`mouthSmile`) means both. */
export type ShapeWeights = Readonly<Partial<Record<ArkitName | BothSides, number>>>;

/** A few blend shapes that belong together, ready to be added to weights. */
export class Shape {
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  constructor(weights: ShapeWeights) {
    for (const [name, value] of Object.entries(weights)) {
      for (const index of indicesOf(name)) {
        this.#indices.push(index);
        this.#values.push(value);
      }
    }
  }

  /** Adds `gain` times this shape to `out`. */
  addTo(out: Float32Array, gain: number): void {
    if (gain === 0) return;
    for (let i = 0; i < this.#indices.length; i++) {
      const index = this.#indices[i]!;
      out[index] = out[index]! + gain * this.#values[i]!;
    }
  }
}

function indicesOf(name: string): number[] {
  if (name in ARKIT_INDEX) return [ARKIT_INDEX[name as ArkitName]];
  return [`${name}Left`, `${name}Right`].map((sided) =>
    ARKIT_BLENDSHAPES.indexOf(sided as ArkitName),
  );
}
