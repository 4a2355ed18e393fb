import {
  AGENT_STATES,
  type Accent,
  type AgentState,
  type Expression,
  type FaceCues,
  type Gesture,
  type Interruption,
  type Phrase,
  type StateChange,
} from './cues.ts';
import { ARKIT_COUNT } from './arkit.ts';
import { clamp } from './ease.ts';
import { requireExpression } from './expressions.ts';
import { FaceError } from './face-error.ts';
import { requireGesture } from './gestures.ts';
import { readMouth } from './mouth.ts';

/** What ended this long ago moves nothing any more. */
const MEMORY_SEC = 4;
/** Seconds that an expression is held without a word on it. */
const DEFAULT_EXPRESSION_SEC = 4;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Collects what happens in a conversation as the cues of a face. All times are on one clock, that
 * of `Face.evaluate`; those of speech may lie ahead. Set `mouth` and `loudness` for each frame.
 */
export class CueLog implements FaceCues {
  mouth: Float32Array | null = null;
  loudness = 0;
  readonly states: StateChange[] = [];
  readonly phrases: Mutable<Phrase>[] = [];
  readonly accents: Mutable<Accent>[] = [];
  readonly interruptions: Interruption[] = [];
  readonly expressions: Mutable<Expression>[] = [];
  readonly gestures: Gesture[] = [];

  /** The agent's state from `atSec` on. One that is not LiveKit's, or no news, is ignored. */
  setState(state: string, atSec: number): void {
    if (!isAgentState(state) || this.states.at(-1)?.state === state) return;
    insert(this.states, { atSec, state }, startOfEvent);
  }

  /** Speech from `startSec`; its end may follow with {@link endPhrase}. */
  addPhrase(startSec: number, endSec = Infinity): void {
    insert(this.phrases, { startSec, endSec }, startOfPhrase);
  }

  /** Ends every phrase that would last longer; those not yet begun are dropped. */
  endPhrase(atSec: number): void {
    drop(this.phrases, ({ startSec }) => startSec >= atSec);
    for (const phrase of this.phrases) phrase.endSec = Math.min(phrase.endSec, atSec);
  }

  /** A stressed syllable around `atSec`, of a strength from 0 to 1. */
  addAccent(atSec: number, strength: number): void {
    insert(this.accents, { atSec, strength: clamp(strength) }, startOfEvent);
  }

  /** The speech is cut at `atSec`. Closes the mouth from where it is and forgets what was to come. */
  interrupt(atSec: number): void {
    const mouth = new Float32Array(ARKIT_COUNT);
    readMouth(atSec, this, mouth);
    insert(this.interruptions, { atSec, mouth }, startOfEvent);
    this.mouth = null;
    this.loudness = 0;
    this.endPhrase(atSec);
    for (const accent of this.accents) {
      if (accent.atSec > atSec) accent.cutSec ??= atSec;
    }
  }

  /**
   * Shows a mood.
   *
   * @param intensity 0 to 1.
   * @param durationSec from onset to the way back; may be Infinity.
   * @throws {FaceError} `unknown_expression`, listing the known ones, or `bad_value`.
   */
  express(
    name: string,
    atSec: number,
    intensity = 1,
    durationSec: number = DEFAULT_EXPRESSION_SEC,
  ): void {
    const known = requireExpression(name);
    if (!(intensity >= 0 && intensity <= 1)) {
      throw FaceError.badValue('intensity', intensity, 'a number from 0 to 1');
    }
    if (!(durationSec > 0)) {
      throw FaceError.badValue('durationSec', durationSec, 'seconds, more than 0');
    }
    insert(this.expressions, { atSec, name: known, intensity, durationSec }, startOfEvent);
  }

  /**
   * Makes a gesture.
   *
   * @throws {FaceError} `unknown_gesture`, listing the known ones.
   */
  gesture(name: string, atSec: number): void {
    insert(this.gestures, { atSec, name: requireGesture(name) }, startOfEvent);
  }

  /** Forgets what can't be seen any more at `nowSec` or later. Call it now and then. */
  prune(nowSec: number): void {
    const beforeSec = nowSec - MEMORY_SEC;
    while (this.states.length > 1 && this.states[1]!.atSec < beforeSec) this.states.shift();
    drop(this.phrases, ({ endSec }) => endSec < beforeSec);
    drop(this.accents, ({ atSec }) => atSec < beforeSec);
    drop(this.gestures, ({ atSec }) => atSec < beforeSec);
    drop(this.expressions, ({ atSec, durationSec }) => atSec + durationSec < beforeSec);
    drop(this.interruptions, ({ atSec }) => atSec < beforeSec && this.#isStale(atSec));
  }

  /** An interruption holds the face in listening until the agent's state says otherwise. */
  #isStale(interruptSec: number): boolean {
    return this.states.some(({ atSec }) => atSec > interruptSec);
  }
}

function isAgentState(state: string): state is AgentState {
  return AGENT_STATES.some((known) => known === state);
}

function startOfEvent({ atSec }: { readonly atSec: number }): number {
  return atSec;
}

function startOfPhrase({ startSec }: Phrase): number {
  return startSec;
}

/** Puts `item` behind all that begin no later. */
function insert<T>(list: T[], item: T, startOf: (item: T) => number): void {
  let place = list.length;
  while (place > 0 && startOf(list[place - 1]!) > startOf(item)) place -= 1;
  list.splice(place, 0, item);
}

function drop<T>(list: T[], isGone: (item: T) => boolean): void {
  let kept = 0;
  for (const item of list) {
    if (!isGone(item)) list[kept++] = item;
  }
  list.length = kept;
}
