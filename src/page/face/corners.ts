import { deriveSeed, smoothNoise } from './noise.ts';
import { Shape } from './shape.ts';

/** A layer of slow unrest: what it moves, how far at most, and how fast it bends. */
interface Unrest {
  readonly shape: Shape;
  readonly reach: number;
  readonly hz: number;
}

/**
 * Muscle tone at rest wanders, each side a little on its own: a mouth that holds perfectly still
 * is what makes a rendered face look dead. Kept far below what reads as an expression.
 */
const UNRESTS: readonly Unrest[] = [
  { shape: new Shape({ mouthSmile: 1 }), reach: 0.07, hz: 0.31 },
  { shape: new Shape({ mouthSmileLeft: 1 }), reach: 0.035, hz: 0.53 },
  { shape: new Shape({ mouthSmileRight: 1 }), reach: 0.035, hz: 0.47 },
  { shape: new Shape({ mouthPress: 1 }), reach: 0.05, hz: 0.19 },
  { shape: new Shape({ mouthDimpleLeft: 1 }), reach: 0.04, hz: 0.29 },
  { shape: new Shape({ mouthDimpleRight: 1 }), reach: 0.04, hz: 0.31 },
  { shape: new Shape({ mouthShrugLower: 1 }), reach: 0.03, hz: 0.17 },
  { shape: new Shape({ eyeSquint: 1 }), reach: 0.05, hz: 0.21 },
  { shape: new Shape({ cheekSquint: 1 }), reach: 0.03, hz: 0.27 },
];

/** Mouth corners, and what lies about them, that never rest dead still. */
export class Corners {
  readonly #seeds: readonly number[];

  constructor(seed: number) {
    this.#seeds = UNRESTS.map((_, index) => deriveSeed(seed, `corners ${index}`));
  }

  addTo(face: Float32Array, timeSec: number): void {
    for (let i = 0; i < UNRESTS.length; i++) {
      const { shape, reach, hz } = UNRESTS[i]!;
      shape.addTo(face, reach * 0.5 * (1 + smoothNoise(this.#seeds[i]!, timeSec * hz)));
    }
  }
}
