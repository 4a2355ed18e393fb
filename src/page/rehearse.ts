import { Actor } from './actor.ts';
import { SpeechSegment } from './input/index.ts';
import type { LipsyncModel } from './lipsync/index.ts';

const RATE_HZ = 24_000;
const LENGTH_SEC = 2;
const PIECE_SEC = 0.02;
/** A piece takes some milliseconds before it is compiled. */
const LEAST_TIME_MS = 5;

/**
 * Has an actor say a made-up sentence whenever the page has nothing else to do. Browsers compile what runs often: the agent's
 * first words, which come with all else that a beginning takes, are then understood as fast as the later ones.
 *
 * @param signal ends it.
 */
export function rehearse(model: LipsyncModel, signal?: AbortSignal): void {
  // Safari has none, and compiles while the first words come.
  if (!('requestIdleCallback' in globalThis)) return;
  const segment = new SpeechSegment(0, RATE_HZ);
  const mediaAt = (mediaSec: number) => ({ segment: segment.id, mediaSec, moving: true });
  const actor = new Actor({ seed: 0, mediaAt });
  const pieces = LENGTH_SEC / PIECE_SEC;
  let said = 0;
  const go = (deadline: IdleDeadline) => {
    if (signal?.aborted) return;
    // One at a time: who speaks to the page in the meantime does not wait for the rest.
    if (deadline.timeRemaining() > LEAST_TIME_MS) {
      const atSec = said++ * PIECE_SEC;
      actor.hear(segment, speak(atSec), said === pieces, model);
      actor.poseAt(atSec);
    }
    if (said < pieces) requestIdleCallback(go);
  };
  requestIdleCallback(go);
}

/** A piece of a voice of 120 Hz that says four syllables a second. */
function speak(fromSec: number): Float32Array {
  return Float32Array.from({ length: PIECE_SEC * RATE_HZ }, (_, i) => {
    const sec = fromSec + i / RATE_HZ;
    const [phase, syllable] = [(sec * 120) % 1, (sec * 4) % 1];
    return 0.3 * (2 * phase - 1) * Math.sin(Math.PI * syllable);
  });
}
