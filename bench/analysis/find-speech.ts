import type { Speech } from '../../e2e/kit/wav.ts';
import { correlation } from './correlate.ts';
import {
  endStepAt,
  heardAtMs,
  loudnessOf,
  LOUDNESS_STEP_MS,
  stepAt,
  type SoundTrack,
} from './sound-track.ts';

/** Less than this and the place is a guess. */
const FITS = 0.6;

/**
 * When a moment of a speech was heard, by the likeness of its loudness.
 *
 * @param part of the speech, in seconds; the moment is its begin.
 * @param range where it is looked for, of `performance.now()`.
 * @returns NaN when it is not there.
 */
export function findInSound(
  track: SoundTrack,
  { samples, sampleRateHz }: Speech,
  part: { readonly startSec: number; readonly endSec: number },
  range: { readonly startMs: number; readonly endMs: number },
): number {
  const slice = samples.subarray(part.startSec * sampleRateHz, part.endSec * sampleRateHz);
  const pattern = loudnessOf(slice, sampleRateHz);
  const heard = track.loudness;
  const last = Math.min(stepAt(track, range.endMs), heard.length - pattern.length);
  let best = { step: NaN, r: FITS };
  for (let step = stepAt(track, range.startMs); step <= last; step++) {
    const r = correlation(pattern, heard.subarray(step, step + pattern.length));
    if (r > best.r) best = { step, r };
  }
  return Number.isNaN(best.step) ? NaN : heardAtMs(track, best.step);
}

/** So much of the sound before its end tells where in the speech it ended. */
const TAIL_STEPS = 250;
/** The end itself is blurred, by a fade and by the codec. */
const BLUR_STEPS = 10;

/**
 * How far a speech had been heard when the sound fell silent, by the likeness of its loudness: pauses
 * and stretched sound on the way there don't count.
 *
 * @returns milliseconds of the speech; NaN when its end is like nothing in it.
 */
export function findPositionMs(
  track: SoundTrack,
  { samples, sampleRateHz }: Speech,
  silentMs: number,
): number {
  const end = endStepAt(track, silentMs);
  const pattern = track.loudness.slice(end - TAIL_STEPS, end - BLUR_STEPS);
  const spoken = loudnessOf(samples, sampleRateHz);
  let best = { step: NaN, r: FITS };
  for (let step = 0; step + pattern.length <= spoken.length; step++) {
    const r = correlation(pattern, spoken.subarray(step, step + pattern.length));
    if (r > best.r) best = { step, r };
  }
  return (best.step + TAIL_STEPS) * LOUDNESS_STEP_MS;
}
