import { hump, softLimit } from './ease.ts';
import { deriveSeed, smoothNoise, uniform } from './noise.ts';
import type { Moment } from './moment.ts';
import { ACCENT_REACH_SEC, remaining } from './nods.ts';
import { Shape } from './shape.ts';

/**
 * Brows rise on some accents, beginning some 60 ms before them (Flecha-García 2010, Speech
 * Communication 52:542; Cavé et al. 1996 found a raise on most, but not all, rises of pitch). The
 * time of an accent is the middle of its syllable, which begins about 100 ms earlier.
 */
const LEAD_SEC = 0.16;
const RISE_SEC = 0.18;
const HOLD_SEC = 0.1;
const FALL_SEC = 0.4;
const RAISE_SHARE = 0.45;
const RAISE_HEIGHT = 0.34;
const HIGHEST = 0.42;
/** Loud speech lifts the brows a little. */
const LOUDNESS_HEIGHT = 0.1;
/** Brows are never quite still. */
const UNREST = 0.035;
const UNREST_HZ = 0.6;

const INNER = new Shape({ browInnerUp: 1 });
const OUTER_LEFT = new Shape({ browOuterUpLeft: 1 });
const OUTER_RIGHT = new Shape({ browOuterUpRight: 1 });

/** Brows that go with speech, and move a little without it. */
export class Brows {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'brows');
  }

  addTo(face: Float32Array, moment: Moment): void {
    const { timeSec } = moment;
    const raise = this.#forAccents(moment) + LOUDNESS_HEIGHT * moment.loudness * moment.speech;
    const unrest = UNREST * (1 + moment.speech);
    INNER.addTo(face, 0.8 * raise + unrest * (1 + this.#noise(1, timeSec)));
    OUTER_LEFT.addTo(face, 0.7 * raise + unrest * (1 + this.#noise(2, timeSec)));
    OUTER_RIGHT.addTo(face, 0.7 * raise + unrest * (1 + this.#noise(3, timeSec)));
  }

  #noise(layer: number, timeSec: number): number {
    return smoothNoise(this.#seed + layer, timeSec * UNREST_HZ);
  }

  #forAccents({ timeSec, cues }: Moment): number {
    let height = 0;
    for (const accent of cues.accents) {
      if (accent.atSec - LEAD_SEC > timeSec) break;
      if (timeSec - accent.atSec > ACCENT_REACH_SEC) continue;
      const id = Math.round(accent.atSec * 1000);
      if (uniform(this.#seed, id, 401) > RAISE_SHARE) continue;
      const size = RAISE_HEIGHT * accent.strength * (0.5 + uniform(this.#seed, id, 402));
      const elapsedSec = timeSec - accent.atSec + LEAD_SEC;
      const shown = hump(elapsedSec, RISE_SEC, HOLD_SEC, FALL_SEC) * remaining(accent, timeSec);
      height += size * shown;
    }
    return softLimit(height, HIGHEST);
  }
}
