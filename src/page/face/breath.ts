import { lerp, minimumJerk } from './ease.ts';
import { deriveSeed, uniform } from './noise.ts';
import type { Moment } from './moment.ts';
import { Rhythm } from './rhythm.ts';

/**
 * Breaths per minute at rest: Tobin et al. (1983, Chest 84:202) found 16.6 ± 2.8 in healthy young
 * adults; a calm face on a screen breathes at the slow end.
 */
const MEAN_BREATH_SEC = 60 / 14;
/** Frequency varies by 20.8 % from breath to breath, volume by 33 % (Tobin et al. 1988). */
const INTERVAL_SPREAD = 0.2;
const DEPTH_SPREAD = 0.33;
/** Share of the cycle spent inhaling: 0.42 at rest; in speech short breaths feed long phrases. */
const INHALE_AT_REST = 0.42;
const INHALE_IN_SPEECH = 0.26;
/** Share of the cycle at its end in which the lungs rest. */
const PAUSE = 0.1;
const MEAN_DEPTH = 0.62;

/** How full the lungs are. */
export class Breath {
  readonly #seed: number;
  readonly #cycles: Rhythm;

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'breath');
    this.#cycles = new Rhythm(this.#seed, MEAN_BREATH_SEC, INTERVAL_SPREAD);
  }

  /** 0 (rest) to 1 (as deep as it gets). */
  at(moment: Moment): number {
    const cycles = this.#cycles;
    cycles.seek(moment.timeSec);
    const phase = (moment.timeSec - cycles.startSec) / (cycles.endSec - cycles.startSec);
    const inhale = lerp(INHALE_AT_REST, INHALE_IN_SPEECH, moment.speech);
    const fill =
      phase < inhale
        ? minimumJerk(phase / inhale)
        : 1 - minimumJerk((phase - inhale) / (1 - inhale - PAUSE));
    return fill * this.#depth(cycles.id);
  }

  #depth(id: number): number {
    // Uniform with the wanted spread: ±√3 standard deviations, which also bounds it below 1.
    const offset = (2 * uniform(this.#seed, id, 999) - 1) * Math.sqrt(3);
    return MEAN_DEPTH * (1 + DEPTH_SPREAD * offset);
  }
}
