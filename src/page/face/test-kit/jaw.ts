import { ARKIT_INDEX } from '../arkit.ts';
import { clamp } from '../ease.ts';
import { smoothNoise } from '../noise.ts';

/** Bends per second of the vowel's colour: speech has four to five syllables a second. */
const VOWEL_HZ = 4.4;
const VOWEL_SEED = 0x6a61;

/**
 * A mouth that knows no more than how loud the speech is. The jaw opens with loudness; what the
 * lips do between round and wide drifts at the pace of syllables, so that it isn't a puppet's.
 *
 * @param loudness 0 to 1; what jumps here, jumps in the face.
 * @param mediaSec time in the speech.
 * @param out the 52 weights; overwritten.
 */
export function loudnessToMouth(loudness: number, mediaSec: number, out: Float32Array): void {
  const open = clamp(loudness);
  const vowel = smoothNoise(VOWEL_SEED, mediaSec * VOWEL_HZ) * 1.5;
  const round = clamp(vowel);
  const wide = clamp(-vowel);
  out.fill(0);
  out[ARKIT_INDEX.jawOpen] = open * (0.42 - 0.12 * round - 0.1 * wide);
  out[ARKIT_INDEX.mouthFunnel] = open * 0.4 * round;
  out[ARKIT_INDEX.mouthPucker] = open * 0.16 * round;
  setBoth(out, 'mouthStretch', open * 0.2 * wide);
  setBoth(out, 'mouthLowerDown', open * (0.16 + 0.1 * wide));
  setBoth(out, 'mouthUpperUp', open * (0.06 + 0.08 * wide));
}

function setBoth(
  out: Float32Array,
  name: 'mouthStretch' | 'mouthLowerDown' | 'mouthUpperUp',
  weight: number,
): void {
  out[ARKIT_INDEX[`${name}Left`]] = weight;
  out[ARKIT_INDEX[`${name}Right`]] = weight;
}
