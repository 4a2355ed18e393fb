import { REACH_FRAMES, WINDOW_FRAMES } from './articulators.ts';
import { FRAME_HZ, VISEME_COUNT } from './visemes.ts';

/**
 * A contact holds for this long around its moment, so that a picture of 30 frames a second cannot
 * miss it, and is begun and ended in as long as lips take.
 */
const HOLD_SEC = 0.01;
const MOVE_SEC = 0.035;
/** Weights of the viseme between which the lips go from apart to touching. */
const BEGIN_WEIGHT = 0.1;
const TOUCH_WEIGHT = 0.3;

const REACH: Float32Array = Float32Array.from({ length: WINDOW_FRAMES }, (_, i) => {
  const sec = Math.abs(i - REACH_FRAMES) / FRAME_HZ - HOLD_SEC;
  if (sec <= 0) return 1;
  return sec < MOVE_SEC ? 0.5 + 0.5 * Math.cos((Math.PI * sec) / MOVE_SEC) : 0;
});

/**
 * How far the lips are on their way to a contact: the strongest moment nearby counts, not the
 * average, so that a short p closes like a long m.
 *
 * @param window viseme weights around now, a row per frame.
 * @returns 0 (apart) to 1 (touching).
 */
export function contactOf(window: Float32Array, viseme: number): number {
  let contact = 0;
  for (let i = 0; i < WINDOW_FRAMES; i++) {
    if (REACH[i] === 0) continue;
    const weight = believed(window, i, viseme);
    const share = Math.min(1, Math.max(0, (weight - BEGIN_WEIGHT) / (TOUCH_WEIGHT - BEGIN_WEIGHT)));
    contact = Math.max(contact, REACH[i]! * share * share * (3 - 2 * share));
  }
  return contact;
}

/** Over three frames, which no p is shorter than: a single frame that is taken for one closes nothing. */
function believed(window: Float32Array, frame: number, viseme: number): number {
  const at = frame * VISEME_COUNT + viseme;
  return (window[at - VISEME_COUNT]! + window[at]! + window[at + VISEME_COUNT]!) / 3;
}
