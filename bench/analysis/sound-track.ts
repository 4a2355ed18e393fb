import { BLOCK_MS, type SoundBlock } from '../room/recording.ts';
import { median } from './stats.ts';

/** Steps of the loudness, fine enough to place a recording by. */
export const LOUDNESS_STEP_MS = 2;
/** 50 dB below full scale. */
const AUDIBLE_RMS = 100;
/** Blocks on either side whose arrivals tell the clock. */
const CLOCK_REACH = 40;

/** What was heard, on the clock on which it came. */
export interface SoundTrack {
  /** When each block had been heard. */
  readonly endsMs: Float64Array;
  readonly audible: Uint8Array;
  /** RMS in steps of 2 ms. */
  readonly loudness: Float64Array;
}

/** Blocks come off a steady clock; what their arrival shows beside it is this process's own unrest. */
export function readSound(blocks: readonly SoundBlock[]): SoundTrack {
  const loudness = new Float64Array((blocks.length * BLOCK_MS) / LOUDNESS_STEP_MS);
  const perBlock = BLOCK_MS / LOUDNESS_STEP_MS;
  blocks.forEach(({ samples }, i) => {
    for (let k = 0; k < perBlock; k++) {
      const length = samples.length / perBlock;
      loudness[i * perBlock + k] = rms(samples.subarray(k * length, (k + 1) * length));
    }
  });
  return {
    endsMs: steadyClock(blocks),
    audible: Uint8Array.from(blocks, ({ samples }) => Number(rms(samples) > AUDIBLE_RMS)),
    loudness,
  };
}

/** When the place in the loudness is heard. */
export function heardAtMs({ endsMs }: SoundTrack, step: number): number {
  const block = Math.min(endsMs.length - 1, Math.floor((step * LOUDNESS_STEP_MS) / BLOCK_MS));
  return endsMs[block]! - BLOCK_MS + (step * LOUDNESS_STEP_MS - block * BLOCK_MS);
}

/** Place in the loudness of what is heard at a time. */
export function stepAt({ endsMs }: SoundTrack, atMs: number): number {
  let low = 0;
  let high = endsMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endsMs[middle]! < atMs) low = middle + 1;
    else high = middle;
  }
  const sinceMs = Math.max(0, atMs - (endsMs[low] ?? Infinity) + BLOCK_MS);
  return Math.floor((low * BLOCK_MS + Math.min(sinceMs, BLOCK_MS - 1)) / LOUDNESS_STEP_MS);
}

/** What a codec smears over the rest of its frame is quieter than this share of what was cut. */
const SMEAR = 0.1;
/** So much before the end tells how loud that was. */
const LEVEL_STEPS = 50;

/** Place in the loudness behind the last of a sound whose last audible block ends at a time. */
export function endStepAt(track: SoundTrack, atMs: number): number {
  let end = stepAt(track, atMs) + 1;
  const before = track.loudness.slice(Math.max(0, end - LEVEL_STEPS), end);
  const limit = SMEAR * Math.max(...before);
  while (end > 0 && track.loudness[end - 1]! <= limit) end--;
  return end;
}

function steadyClock(blocks: readonly SoundBlock[]): Float64Array {
  const offsets = blocks.map(({ atMs }, i) => atMs - i * BLOCK_MS);
  return Float64Array.from(blocks, (_, i) => {
    const from = Math.max(0, i - CLOCK_REACH);
    return median(offsets.slice(from, i + CLOCK_REACH + 1)) + i * BLOCK_MS;
  });
}

function rms(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** RMS of speech in the same steps. */
export function loudnessOf(samples: Int16Array, rateHz: number): Float64Array {
  const length = (rateHz * LOUDNESS_STEP_MS) / 1000;
  return Float64Array.from({ length: Math.floor(samples.length / length) }, (_, i) =>
    rms(samples.subarray(i * length, (i + 1) * length)),
  );
}
