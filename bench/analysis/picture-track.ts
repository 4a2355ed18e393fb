import type { Picture } from '../room/recording.ts';
import { median } from './stats.ts';

/** How dark the watched region is over time. */
export interface PictureTrack {
  readonly timesMs: Float64Array;
  /** Share of the points that are dark, 0 to 1: an open mouth, a high level. */
  readonly darkness: Float64Array;
}

/** A point is dark when it is less than this share as bright as the region usually is. */
const DARK_SHARE = 0.5;
/** Points this much around the limit count in part, so that the signal moves evenly. */
const SOFTNESS = 15;

export function readPictures(pictures: readonly Picture[]): PictureTrack {
  const usual = median(
    pictures.map(({ luma }) => luma.reduce((sum, y) => sum + y, 0) / luma.length),
  );
  const limit = DARK_SHARE * usual;
  return {
    timesMs: Float64Array.from(pictures, ({ atMs }) => atMs),
    darkness: Float64Array.from(pictures, ({ luma }) => shareBelow(luma, limit)),
  };
}

function shareBelow(luma: Uint8Array, limit: number): number {
  let sum = 0;
  for (const y of luma) sum += Math.max(0, Math.min(1, (limit - y) / (2 * SOFTNESS) + 0.5));
  return sum / luma.length;
}

/** Frames a second and the longest wait for one, from `startMs` to `endMs`. */
export function rhythm(
  { timesMs }: PictureTrack,
  startMs: number,
  endMs: number,
): { readonly fps: number; readonly maxGapMs: number } {
  const times = timesMs.filter((at) => at >= startMs && at <= endMs);
  let maxGapMs = NaN;
  for (let i = 1; i < times.length; i++)
    maxGapMs = Math.max(maxGapMs || 0, times[i]! - times[i - 1]!);
  const spanMs = times.at(-1)! - times[0]!;
  return { fps: (1000 * (times.length - 1)) / spanMs, maxGapMs };
}
