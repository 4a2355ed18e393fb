import type { Accent } from './cues.ts';
import { DEG, hump, minimumJerk, softLimit } from './ease.ts';
import { deriveSeed, uniform } from './noise.ts';
import type { Moment } from './moment.ts';
import type { HeadPose } from './pose.ts';
import { Rhythm } from './rhythm.ts';

/**
 * Heads nod on prominent syllables: the nod begins with the syllable and is deepest after it
 * (Kim, Cvejic and Davis 2014, Speech Communication 57:317; Graf et al. 2002).
 */
const LEAD_SEC = 0.1;
const RISE_SEC = 0.2;
const HOLD_SEC = 0.02;
const FALL_SEC = 0.36;
const NOD_SHARE = 0.65;
const NOD_DEPTH = 2.6 * DEG;
const DEEPEST = 4.5 * DEG;
/** So long after an accent it moves nothing any more, neither head nor brows. */
export const ACCENT_REACH_SEC = 1;
/** A nod for a syllable that will not come is taken back within this time. */
const TAKE_BACK_SEC = 0.25;

/** Listeners nod now and then, small and alone (Maatman, Gratch and Marsella 2005). */
const LISTENING_INTERVAL_SEC = 7.5;
const LISTENING_SPREAD = 0.5;
const LISTENING_DEPTH = 2.2 * DEG;

/** Nods that go with talk. Those that are asked for are gestures. */
export class Nods {
  readonly #seed: number;
  readonly #listening: Rhythm;

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'nods');
    this.#listening = new Rhythm(this.#seed, LISTENING_INTERVAL_SEC, LISTENING_SPREAD);
  }

  addTo(head: HeadPose, moment: Moment): void {
    let depth = 0;
    for (const accent of moment.cues.accents) {
      if (accent.atSec - LEAD_SEC > moment.timeSec) break;
      if (moment.timeSec - accent.atSec > ACCENT_REACH_SEC) continue;
      depth += this.#forAccent(accent, moment.timeSec);
    }
    head.pitch += softLimit(depth, DEEPEST) + this.#whileListening(moment);
  }

  #forAccent(accent: Accent, timeSec: number): number {
    const id = Math.round(accent.atSec * 1000);
    if (uniform(this.#seed, id, 301) > NOD_SHARE) return 0;
    const size = NOD_DEPTH * accent.strength * (0.5 + uniform(this.#seed, id, 302));
    const elapsedSec = timeSec - accent.atSec + LEAD_SEC;
    return size * hump(elapsedSec, RISE_SEC, HOLD_SEC, FALL_SEC) * remaining(accent, timeSec);
  }

  #whileListening(moment: Moment): number {
    const share = moment.share('listening');
    if (share === 0) return 0;
    this.#listening.seek(moment.timeSec);
    const { id, startSec } = this.#listening;
    const size = LISTENING_DEPTH * (0.5 + 0.5 * uniform(this.#seed, id, 303));
    return share * size * hump(moment.timeSec - startSec, 0.26, 0.03, 0.45);
  }
}

/** How much of an accent's movement there still is: 1, or falling once it was cut. */
export function remaining({ cutSec }: Accent, timeSec: number): number {
  return cutSec === undefined ? 1 : 1 - minimumJerk((timeSec - cutSec) / TAKE_BACK_SEC);
}
