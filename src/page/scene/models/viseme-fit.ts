import { ARKIT_BLENDSHAPES } from '../../face/index.ts';
import { heldViseme, type Viseme } from '../../lipsync/index.ts';

/** What moves a mouth in speech; the rest of the 52 weights is of no concern here. */
const PLACES = ARKIT_BLENDSHAPES.flatMap((name, place) =>
  /^(jaw|mouth|tongue)/.test(name) ? [place] : [],
);
/** What is seen first: an open jaw is the wrong answer to almost everything else. */
const IMPORTANCE = PLACES.map((place) => {
  const name = ARKIT_BLENDSHAPES[place]!;
  if (name === 'jawOpen') return 2;
  return /^mouth(Smile|Frown|Left|Right)/.test(name) ? 0.3 : 1;
});
/** Sweeps over all visemes. They look alike, so it takes many; one costs 15 × 15 multiplications. */
const SWEEPS = 120;
/** What an amount costs: two weak visemes must not stand in for a strong one of the same kind. */
const COST = 0.008;

/**
 * Says a mouth of ARKit weights in visemes: those amounts, from 0 and together at most 1, whose
 * mixture comes nearest (least squares by coordinate descent). For models that have no other mouth.
 */
export class VisemeFit {
  readonly #shapes: readonly Float32Array[];
  /** How much each viseme has of each other one. */
  readonly #alike: readonly Float32Array[];
  readonly #wanted: Float32Array;
  /** Strong shapes first: they explain most, and leave less to be shared out among the weak ones. */
  readonly #order: readonly number[];

  /** @param visemes those that the model has; `sil` is the mouth at rest and needs no amount. */
  constructor(visemes: readonly Viseme[]) {
    this.#shapes = visemes.map((viseme) => pick(heldViseme(viseme)));
    this.#alike = this.#shapes.map((a) => Float32Array.from(this.#shapes, (b) => dot(a, b)));
    this.#wanted = new Float32Array(visemes.length);
    const strength = (v: number) => this.#alike[v]![v]!;
    this.#order = visemes.map((_, v) => v).toSorted((a, b) => strength(b) - strength(a));
  }

  /**
   * @param weights 52 ARKit weights.
   * @param out an amount per viseme, in the constructor's order; overwritten.
   */
  fit(weights: Float32Array, out: Float32Array): void {
    for (let v = 0; v < out.length; v++) {
      const shape = this.#shapes[v]!;
      this.#wanted[v] = -COST;
      for (let i = 0; i < shape.length; i++) {
        this.#wanted[v]! += shape[i]! * weights[PLACES[i]!]! * IMPORTANCE[i]!;
      }
    }
    out.fill(0);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const v of this.#order) this.#adjust(v, out);
    }
    const sum = total(out);
    if (sum > 1) for (let v = 0; v < out.length; v++) out[v] = out[v]! / sum;
  }

  /** Gives one viseme the amount that leaves the least, all others staying. */
  #adjust(v: number, out: Float32Array): void {
    const alike = this.#alike[v]!;
    const own = alike[v]!;
    if (own === 0) return;
    const explained = dot(alike, out) - own * out[v]!;
    out[v] = Math.min(1, Math.max(0, (this.#wanted[v]! - explained) / own));
  }
}

function pick(weights: Float32Array): Float32Array {
  return Float32Array.from(PLACES, (place, i) => weights[place]! * IMPORTANCE[i]!);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function total(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
