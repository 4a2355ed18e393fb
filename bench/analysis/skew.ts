import type { Speech } from '../../e2e/kit/wav.ts';
import { findLag } from './correlate.ts';
import { findInSound } from './find-speech.ts';
import type { PictureTrack } from './picture-track.ts';
import { holdEvenly, sampleAt, smooth, type Series } from './series.ts';
import { stepAt, type SoundTrack } from './sound-track.ts';

const STEP_MS = 5;
const MAX_LAG_MS = 500;
const WINDOW_SEC = 2;
const HOP_SEC = 0.5;
/** Less alike than this, and the window tells nothing. */
const MIN_R = 0.6;
/** Loudness is less like a mouth, but there is much more of it to compare. */
const MIN_R_LOUDNESS = 0.2;
/** How much of a window is looked for in the sound. */
const FOUND_BY_SEC = 1;
/** How far a window's sound may be from where the last one's says. */
const SLACK_MS = 250;
/** While the sound's place is lost it is looked for further and further away, up to this: it may have jumped. */
const MAX_SLACK_MS = 2000;
const PLAN_STEP_MS = 10;
/** 50 ms, as in the reference's ruler. */
const LOUDNESS_SMOOTHING_STEPS = 5;
/** Half a second on either side. */
const SLOW_STEPS = 100;

/** One look at how picture and sound fit. */
export interface SkewWindow {
  /** In the speech. */
  readonly startSec: number;
  /** Positive: the picture is late. NaN when the window tells nothing. */
  readonly skewMs: number;
  readonly r: number;
}

/**
 * How late the picture is against what it means to show with the sound that is heard.
 *
 * @param startMs when the speech's begin was heard.
 */
export function measureSkew(
  sound: SoundTrack,
  pictures: PictureTrack,
  speech: Speech,
  plan: Float32Array,
  startMs: number,
): SkewWindow[] {
  const shown = holdEvenly(pictures.timesMs, pictures.darkness, STEP_MS);
  const planned = { startMs: 0, stepMs: PLAN_STEP_MS, values: Float64Array.from(plan) };
  const windows: SkewWindow[] = [];
  let lateMs = 0;
  let slackMs = SLACK_MS;
  for (let at = 0; at + WINDOW_SEC <= speech.durationSec; at += HOP_SEC) {
    const expectedMs = startMs + at * 1000 + lateMs;
    const heardMs = findWindow(sound, speech, at, expectedMs, slackMs);
    const found = !Number.isNaN(heardMs);
    if (found) lateMs += heardMs - expectedMs;
    slackMs = found ? SLACK_MS : Math.min(2 * slackMs, MAX_SLACK_MS);
    const pattern = cut(planned, at * 1000, WINDOW_SEC * 1000);
    windows.push({ startSec: at, ...fitAt(shown, pattern, heardMs, MIN_R) });
  }
  return windows;
}

/** By its middle, so that a pause in the sound spoils as few windows as can be. */
function findWindow(
  sound: SoundTrack,
  speech: Speech,
  startSec: number,
  expectedMs: number,
  slackMs: number,
): number {
  const marginSec = (WINDOW_SEC - FOUND_BY_SEC) / 2;
  const part = { startSec: startSec + marginSec, endSec: startSec + marginSec + FOUND_BY_SEC };
  const middleMs = expectedMs + 1000 * marginSec;
  const range = { startMs: middleMs - slackMs, endMs: middleMs + slackMs };
  return findInSound(sound, speech, part, range) - 1000 * marginSec;
}

/** How late the picture is against the loudness heard, over the whole of a speech. */
export function measureSkewByLoudness(
  sound: SoundTrack,
  pictures: PictureTrack,
  startMs: number,
  durationSec: number,
): number {
  const even = holdEvenly(pictures.timesMs, pictures.darkness, STEP_MS);
  const shown = { ...even, values: withoutSlowChange(even.values) };
  const heard = Float64Array.from({ length: (durationSec * 1000) / STEP_MS }, (_, i) =>
    Math.sqrt(sound.loudness[stepAt(sound, startMs + i * STEP_MS)] ?? 0),
  );
  const pattern = withoutSlowChange(smooth(heard, LOUDNESS_SMOOTHING_STEPS));
  return fitAt(shown, pattern, startMs, MIN_R_LOUDNESS).skewMs;
}

/** A head that sways and a voice that rises take longer than a syllable. */
function withoutSlowChange(values: Float64Array): Float64Array {
  const slow = smooth(values, SLOW_STEPS);
  return values.map((value, i) => value - slow[i]!);
}

function fitAt(
  shown: Series,
  pattern: Float64Array,
  heardMs: number,
  minR: number,
): { readonly skewMs: number; readonly r: number } {
  if (Number.isNaN(heardMs)) return { skewMs: NaN, r: 0 };
  const reach = MAX_LAG_MS / STEP_MS;
  const around = cut(shown, heardMs - MAX_LAG_MS, pattern.length * STEP_MS + 2 * MAX_LAG_MS);
  const { lag, r } = findLag(pattern, around, reach);
  return { skewMs: r < minR ? NaN : lag * STEP_MS, r };
}

function cut(series: Series, startMs: number, lengthMs: number): Float64Array {
  return Float64Array.from({ length: Math.round(lengthMs / STEP_MS) }, (_, i) =>
    sampleAt(series, startMs + i * STEP_MS),
  );
}
