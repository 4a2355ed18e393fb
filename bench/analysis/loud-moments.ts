import type { Speech } from '../../e2e/kit/wav.ts';
import { loudnessOf, LOUDNESS_STEP_MS } from './sound-track.ts';

/** A cut asked for now falls somewhere in the speech from now on: it must be loud all that long. */
const BEFORE_SEC = 0.15;
const AFTER_SEC = 0.1;
/** Not all of them in the same vowel. */
const APART_SEC = 0.25;

/** The moments between two bounds where the speech stays loudest, so that a cut is seen and heard. */
export function pickLoudMoments(
  { samples, sampleRateHz }: Speech,
  count: number,
  bounds: { readonly fromSec: number; readonly toSec: number },
): number[] {
  const loudness = loudnessOf(samples, sampleRateHz);
  const toStep = (sec: number) => Math.round((1000 * sec) / LOUDNESS_STEP_MS);
  const scored: { readonly sec: number; readonly mean: number }[] = [];
  for (let sec = bounds.fromSec; sec < bounds.toSec; sec += 0.02) {
    const part = loudness.subarray(toStep(sec - BEFORE_SEC), toStep(sec + AFTER_SEC));
    scored.push({ sec, mean: part.reduce((sum, x) => sum + x, 0) / part.length });
  }
  const picked: number[] = [];
  for (const { sec } of scored.toSorted((a, b) => b.mean - a.mean)) {
    if (picked.length === count) break;
    if (picked.every((other) => Math.abs(other - sec) >= APART_SEC)) picked.push(sec);
  }
  return picked.toSorted((a, b) => a - b);
}
