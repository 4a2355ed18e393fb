import type { PictureTrack } from './picture-track.ts';
import type { SoundTrack } from './sound-track.ts';
import { median, quantile } from './stats.ts';

/** The picture rests when it is no further from its rest than this share of how far speech moves it. */
const REST_SHARE = 0.25;
/** At the end of a segment's pause, everything rests. */
const REST_MS = 500;
/** What speech did before: how long to look back. */
const TALK_MS = 1000;
/** Within this, sound and picture must have ended; else they belong to something else. */
const LIMIT_MS = 1500;

/** @returns when the last audible sound before `limitMs` had been heard; NaN when there was none since `fromMs`. */
export function lastAudibleMs(
  { endsMs, audible }: SoundTrack,
  fromMs: number,
  limitMs: number,
): number {
  const last = endsMs.findLastIndex((at, i) => at <= limitMs && audible[i] === 1);
  return last >= 0 && endsMs[last]! >= fromMs ? endsMs[last]! : NaN;
}

/** @returns when the first audible sound since `fromMs` had been heard. */
export function firstAudibleMs({ endsMs, audible }: SoundTrack, fromMs: number): number {
  const first = endsMs.findIndex((at, i) => at >= fromMs && audible[i] === 1);
  return first < 0 ? NaN : endsMs[first]!;
}

/**
 * How long after a clear the picture comes to rest.
 *
 * @param endMs when nothing had moved for {@link REST_MS}.
 * @returns until the first picture at rest; 0 when it was at rest before, NaN when it never moved.
 */
export function restAfterMs(pictures: PictureTrack, clearMs: number, endMs: number): number {
  const { timesMs, darkness } = pictures;
  const within = (from: number, to: number) =>
    darkness.filter((_, i) => timesMs[i]! >= from && timesMs[i]! < to);
  const rest = median(within(endMs - REST_MS, endMs));
  const talk = within(clearMs - TALK_MS, clearMs).map((value) => Math.abs(value - rest));
  const limit = REST_SHARE * quantile(talk, 0.9);
  if (!(limit > 0)) return NaN;
  const last = timesMs.findLastIndex(
    (at, i) => at < clearMs + LIMIT_MS && at < endMs && Math.abs(darkness[i]! - rest) > limit,
  );
  const first = timesMs[last + 1];
  return first === undefined ? NaN : Math.max(0, first - clearMs);
}
