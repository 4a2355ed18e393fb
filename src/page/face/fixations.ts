import type { FaceCues } from './cues.ts';
import { lerp } from './ease.ts';
import { lookAtViewer, lookAway, looksAway } from './glance.ts';
import { deriveSeed, uniform } from './noise.ts';
import type { Gaze } from './pose.ts';
import { Rhythm } from './rhythm.ts';
import { stateAt } from './state.ts';

/** Mean fixation; on a face they last from 0.2 s to some seconds, skewed to the right. */
const FIXATION_SEC = 0.95;
const FIXATION_SPREAD = 0.6;
/** How long after a change of state, or an interruption, the eyes answer it. */
const REACTION_SEC = [0.12, 0.26] as const;
/** Such an answer isn't followed by another movement at once. */
const REFRACTORY_SEC = 0.35;
/** At the start of their turn people often look away (Kendon 1967, Acta Psychologica 26:22). */
const TURN_START_AWAY_SHARE = 0.4;

const CAPACITY = 64;
/** The rest is for answers. */
const MOST_SPONTANEOUS = 16;

/** One fixation: from when on, and where. */
export interface Fixation {
  startSec: number;
  /** Names it for hashing. */
  id: number;
  readonly target: Gaze;
}

/**
 * Where the eyes rest and when they move on, seen from the viewer (not from the head). What is
 * decided for a fixation depends only on what was known when it began.
 */
export class Fixations {
  readonly #seed: number;
  readonly #rhythm: Rhythm;
  readonly #list: Fixation[] = Array.from({ length: CAPACITY }, () => ({
    startSec: 0,
    id: 0,
    target: { yaw: 0, pitch: 0 },
  }));
  /** How many of the fixations found by {@link find} there are. */
  count = 0;

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'fixations');
    this.#rhythm = new Rhythm(this.#seed, FIXATION_SEC, FIXATION_SPREAD);
  }

  /** One of those that were found, 0 being the latest. */
  get(index: number): Fixation {
    return this.#list[index]!;
  }

  /** Finds the fixations that began by `timeSec`, back to the last one older than `sinceSec`. */
  find(timeSec: number, sinceSec: number, cues: FaceCues): void {
    this.count = 0;
    this.#collectSpontaneous(timeSec, sinceSec, cues);
    const oldestSec = this.get(this.count - 1).startSec;
    for (const { atSec, state } of cues.states) {
      const item = this.#insertAnswer(atSec, oldestSec, timeSec);
      if (!item) continue;
      const away =
        state === 'thinking' ||
        (state === 'speaking' && uniform(this.#seed, item.id, 8) < TURN_START_AWAY_SHARE);
      if (away) lookAway(this.#seed, item.id, state, this.#side(cues, atSec), item.target);
      else lookAtViewer(this.#seed, item.id, item.target);
    }
    for (const { atSec } of cues.interruptions) {
      const item = this.#insertAnswer(atSec, oldestSec, timeSec);
      if (item) lookAtViewer(this.#seed, item.id, item.target);
    }
  }

  #collectSpontaneous(timeSec: number, sinceSec: number, cues: FaceCues): void {
    const rhythm = this.#rhythm;
    rhythm.seek(timeSec);
    for (;;) {
      const { startSec, id } = rhythm;
      if (!this.#isRefractory(startSec, cues)) {
        this.#choose(this.#append(startSec, id), cues);
        if (startSec <= sinceSec || this.count === MOST_SPONTANEOUS) return;
      }
      rhythm.previous();
    }
  }

  #append(startSec: number, id: number): Fixation {
    const item = this.#list[this.count]!;
    this.count += 1;
    item.startSec = startSec;
    item.id = id;
    return item;
  }

  #choose({ startSec, id, target }: Fixation, cues: FaceCues): void {
    const state = stateAt(cues, startSec);
    if (looksAway(this.#seed, id, state)) {
      lookAway(this.#seed, id, state, this.#side(cues, startSec), target);
    } else lookAtViewer(this.#seed, id, target);
  }

  /** While one thinks, one looks to one side: that of the moment when the thinking began. */
  #side(cues: FaceCues, timeSec: number): number {
    let side = 0;
    for (const { atSec, state } of cues.states) {
      if (atSec > timeSec) break;
      const draw = uniform(this.#seed, Math.round(atSec * 1000), 9);
      side = state === 'thinking' ? (draw < 0.5 ? -1 : 1) : 0;
    }
    return side;
  }

  /** Puts the answer to something at `causeSec` among the others, if it lies in their time. */
  #insertAnswer(causeSec: number, oldestSec: number, timeSec: number): Fixation | undefined {
    if (causeSec > timeSec || causeSec + REACTION_SEC[1] < oldestSec) return undefined;
    const startSec = this.#answerSec(causeSec);
    if (startSec <= oldestSec || startSec > timeSec || this.count === CAPACITY) return undefined;
    let place = this.count;
    const item = this.#list[place]!;
    while (place > 0 && this.#list[place - 1]!.startSec < startSec) {
      this.#list[place] = this.#list[place - 1]!;
      place -= 1;
    }
    this.#list[place] = item;
    this.count += 1;
    item.startSec = startSec;
    item.id = Math.round(causeSec * 1000);
    return item;
  }

  #answerSec(causeSec: number): number {
    const draw = uniform(this.#seed, Math.round(causeSec * 1000), 10);
    return causeSec + lerp(...REACTION_SEC, draw);
  }

  #isRefractory(startSec: number, cues: FaceCues): boolean {
    for (const { atSec } of cues.states) if (this.#follows(startSec, atSec)) return true;
    for (const { atSec } of cues.interruptions) if (this.#follows(startSec, atSec)) return true;
    return false;
  }

  #follows(startSec: number, causeSec: number): boolean {
    if (startSec < causeSec || startSec > causeSec + 2 * REFRACTORY_SEC) return false;
    const sinceAnswerSec = startSec - this.#answerSec(causeSec);
    return sinceAnswerSec >= 0 && sinceAnswerSec < REFRACTORY_SEC;
  }
}
