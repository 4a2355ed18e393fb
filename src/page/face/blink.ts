import { clamp, lerp, smoothstep } from './ease.ts';
import type { AgentState, FaceCues, Phrase } from './cues.ts';
import { deriveSeed, uniform } from './noise.ts';
import type { Moment } from './moment.ts';
import { Rhythm } from './rhythm.ts';
import { stateAt } from './state.ts';

/**
 * Blinks per minute: 17 at rest, 26 in conversation, far fewer where the eyes work; rates are
 * log-normal (Bentivoglio et al. 1997, Movement Disorders 12:1028; Doughty 2001 finds 10 to 32 in
 * conversation). Those at phrase ends come on top, hence speaking itself is set lower.
 */
const RATE_PER_MIN: Readonly<Record<AgentState, number>> = {
  initializing: 16,
  idle: 17,
  listening: 15,
  thinking: 19,
  speaking: 20,
};
const DENSEST_PER_MIN = 26;
const INTERVAL_SPREAD = 0.6;

/**
 * Speakers and listeners blink at the breaks of speech (Nakano and Kitazawa 2010, Experimental
 * Brain Research 205:577), up to some tenths of a second after them.
 */
const PHRASE_END_SHARE = 0.55;
const PHRASE_END_DELAY_SEC = 0.22;
/** After fewer words than this nobody needs one. */
const PHRASE_SEC = 1.4;
/** One that has just been at a phrase's end is enough for a while. */
const REFRACTORY_SEC = 0.8;

/**
 * The lid falls in 70 to 100 ms, stays down a moment, and takes about twice as long to rise, fast
 * at first (Evinger et al. 1991; VanderWerf et al. 2003, Journal of Neurophysiology 89:2784;
 * Trutoiu et al. 2011 on why the asymmetry must be kept in animation).
 */
const CLOSING_SEC = [0.07, 0.1] as const;
const CLOSED_SEC = [0.015, 0.045] as const;
const OPENING_SEC = [0.15, 0.23] as const;
const LONGEST_SEC = CLOSING_SEC[1] + CLOSED_SEC[1] + OPENING_SEC[1];
/**
 * Some blinks don't close the eye. People leave half of theirs unfinished (Sforza et al. 2008,
 * Ophthalmic and Physiological Optics 28:345); on a screen that many look like a fault.
 */
const PARTIAL_SHARE = 0.12;

/** Lids that close of themselves. */
export class Blink {
  readonly #seed: number;
  readonly #rhythm: Rhythm;

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'blink');
    this.#rhythm = new Rhythm(this.#seed, 60 / DENSEST_PER_MIN, INTERVAL_SPREAD);
  }

  /** How far both lids are down, 0 to 1. */
  at({ timeSec, cues }: Moment): number {
    return Math.max(this.#spontaneous(timeSec, cues), this.#atPhraseEnds(timeSec, cues));
  }

  /** The closure of one blink with a name, `elapsedSec` after its beginning. */
  closure(id: number, elapsedSec: number): number {
    if (elapsedSec <= 0 || elapsedSec >= LONGEST_SEC) return 0;
    const closingSec = lerp(...CLOSING_SEC, uniform(this.#seed, id, 101));
    const closedSec = lerp(...CLOSED_SEC, uniform(this.#seed, id, 102));
    const openingSec = lerp(...OPENING_SEC, uniform(this.#seed, id, 103));
    const partial = uniform(this.#seed, id, 104) < PARTIAL_SHARE;
    const depth = partial ? lerp(0.55, 0.85, uniform(this.#seed, id, 105)) : 1;
    if (elapsedSec < closingSec) return depth * smoothstep(elapsedSec / closingSec);
    return depth * (1 - openness((elapsedSec - closingSec - closedSec) / openingSec));
  }

  #spontaneous(timeSec: number, cues: FaceCues): number {
    const rhythm = this.#rhythm;
    let closed = 0;
    rhythm.seek(timeSec);
    while (timeSec - rhythm.startSec < LONGEST_SEC) {
      if (this.#happens(rhythm.id, rhythm.startSec, cues)) {
        closed = Math.max(closed, this.closure(rhythm.id, timeSec - rhythm.startSec));
      }
      rhythm.previous();
    }
    return closed;
  }

  /** Thins the rhythm of lively talk to that of the state in which this blink would begin. */
  #happens(id: number, startSec: number, cues: FaceCues): boolean {
    const ratePerMin = RATE_PER_MIN[stateAt(cues, startSec)];
    for (const phrase of cues.phrases) {
      if (!isAbout(phrase, startSec, REFRACTORY_SEC)) continue;
      const elapsedSec = startSec - this.#startAfter(phrase);
      if (elapsedSec >= 0 && elapsedSec < REFRACTORY_SEC) return false;
    }
    return uniform(this.#seed, id, 100) * DENSEST_PER_MIN < ratePerMin;
  }

  #atPhraseEnds(timeSec: number, cues: FaceCues): number {
    let closed = 0;
    for (const phrase of cues.phrases) {
      if (!isAbout(phrase, timeSec, LONGEST_SEC)) continue;
      const elapsedSec = timeSec - this.#startAfter(phrase);
      closed = Math.max(closed, this.closure(Math.round(phrase.endSec * 1000), elapsedSec));
    }
    return closed;
  }

  /** When the blink at this phrase's end begins; Infinity where there is none. */
  #startAfter({ startSec, endSec }: Phrase): number {
    const id = Math.round(endSec * 1000);
    const share = PHRASE_END_SHARE * clamp((endSec - startSec) / PHRASE_SEC);
    if (uniform(this.#seed, id, 106) > share) return Infinity;
    return endSec + PHRASE_END_DELAY_SEC * uniform(this.#seed, id, 107);
  }
}

/** Whether a blink at this phrase's end can have begun within `reachSec` before `timeSec`. */
function isAbout({ endSec }: Phrase, timeSec: number, reachSec: number): boolean {
  return timeSec >= endSec && timeSec - endSec < PHRASE_END_DELAY_SEC + reachSec;
}

/** The lid's way up: quick at first, then slower and slower, without a kink at either end. */
function openness(u: number): number {
  return 1 - (1 - smoothstep(clamp(u))) ** 1.5;
}
