import { Actor } from './actor.ts';
import { SpeechSegment } from './input/index.ts';
import type { LipsyncModel } from './lipsync/index.ts';

const RATE_HZ = 24_000;
const LENGTH_SEC = 2;
const PIECE_SEC = 0.02;
const PIECES = LENGTH_SEC / PIECE_SEC;
/** A piece takes some milliseconds before it is compiled. */
const LEAST_TIME_MS = 5;

/**
 * Has an actor say a made-up sentence whenever the page has nothing else to do. Browsers compile what runs often: the agent's
 * first words, which come with all else that a beginning takes, are then understood as fast as the later ones.
 */
export class Rehearsal {
  #begun = false;
  #ended = false;

  /** Does nothing the second time, and after the end. */
  begin(model: LipsyncModel): void {
    // Safari has none, and compiles while the first words come.
    if (this.#begun || !('requestIdleCallback' in globalThis)) return;
    this.#begun = true;
    const sayNext = prepare(model);
    const go = (deadline: IdleDeadline) => {
      if (this.#ended) return;
      // One at a time: who speaks to the page in the meantime does not wait for the rest.
      const goesOn = deadline.timeRemaining() <= LEAST_TIME_MS || sayNext();
      if (goesOn) requestIdleCallback(go);
    };
    requestIdleCallback(go);
  }

  /** The avatar is spoken to, or goes: there is nothing to prepare for any more. */
  end(): void {
    this.#ended = true;
  }
}

/** @returns says the next piece of the sentence, and whether there is another. */
function prepare(model: LipsyncModel): () => boolean {
  const segment = new SpeechSegment(0, RATE_HZ);
  const mediaAt = (mediaSec: number) => ({ segment: segment.id, mediaSec, moving: true });
  const actor = new Actor({ seed: 0, mediaAt });
  let said = 0;
  return () => {
    const atSec = said++ * PIECE_SEC;
    actor.hear(segment, speak(atSec), said === PIECES, model);
    actor.poseAt(atSec);
    return said < PIECES;
  };
}

/** A piece of a voice of 120 Hz that says four syllables a second. */
function speak(fromSec: number): Float32Array {
  return Float32Array.from({ length: PIECE_SEC * RATE_HZ }, (_, i) => {
    const sec = fromSec + i / RATE_HZ;
    const [phase, syllable] = [(sec * 120) % 1, (sec * 4) % 1];
    return 0.3 * (2 * phase - 1) * Math.sin(Math.PI * syllable);
  });
}
