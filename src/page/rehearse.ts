import { SpeechSegment } from './input/index.ts';
import type { LipsyncModel } from './lipsync/index.ts';
import { SpokenLine } from './spoken-line.ts';

const RATE_HZ = 24_000;
const LENGTH_SEC = 2;
const PIECE_SEC = 0.02;
/** A piece takes some milliseconds before it is compiled. */
const LEAST_TIME_MS = 5;

/**
 * Listens to a made-up voice whenever the page has nothing to do, and forgets it. Browsers compile what runs often: the agent's
 * first words, which come with all else that a beginning takes, are then analysed as fast as the later ones.
 */
export function rehearse(model: LipsyncModel, signal: AbortSignal): void {
  // Safari has none, and compiles while the first words come.
  if (!('requestIdleCallback' in globalThis)) return;
  const line = new SpokenLine(new SpeechSegment(0, RATE_HZ), model);
  let pieces = LENGTH_SEC / PIECE_SEC;
  const go = (deadline: IdleDeadline) => {
    while (pieces > 0 && deadline.timeRemaining() > LEAST_TIME_MS) {
      pieces--;
      line.hear(speak(pieces * PIECE_SEC), pieces === 0);
    }
    if (pieces > 0 && !signal.aborted) requestIdleCallback(go);
  };
  requestIdleCallback(go);
}

/** A piece of a voice that says four syllables a second. */
function speak(fromSec: number): Float32Array {
  return Float32Array.from({ length: PIECE_SEC * RATE_HZ }, (_, i) => {
    const sec = fromSec + i / RATE_HZ;
    const [phase, syllable] = [(sec * 120) % 1, (sec * 4) % 1];
    return 0.3 * (2 * phase - 1) * Math.sin(Math.PI * syllable);
  });
}
