import { ARKIT_COUNT, ARKIT_INDEX, type ArkitName } from '../arkit.ts';
import type { FaceCues } from '../cues.ts';
import { Face } from '../face.ts';
import { createFacePose, type FacePose } from '../pose.ts';

/** What a pose is made of besides its weights. */
export const BODY = [
  'pitch',
  'yaw',
  'roll',
  'x',
  'y',
  'z',
  'gazeYaw',
  'gazePitch',
  'breath',
] as const;

/** Every value of a pose in one row: 52 weights, then {@link BODY}. */
export const ROW = ARKIT_COUNT + BODY.length;

/** Copies a pose into a row. */
export function writeRow(pose: FacePose, out: Float64Array): void {
  const { head, gaze, breath } = pose;
  out.set(pose.weights);
  out.set(
    [head.pitch, head.yaw, head.roll, head.x, head.y, head.z, gaze.yaw, gaze.pitch, breath],
    ARKIT_COUNT,
  );
}

/** Poses at a steady rate, for the tests to look at. */
export class Film {
  readonly fps: number;
  readonly rows: readonly Float64Array[];

  constructor(options: {
    seed: number;
    fps: number;
    durationSec: number;
    fromSec?: number;
    cues: FaceCues | ((timeSec: number) => FaceCues);
  }) {
    const { seed, fps, durationSec, fromSec = 0, cues } = options;
    const face = new Face({ seed });
    const pose = createFacePose();
    this.fps = fps;
    this.rows = Array.from({ length: Math.round(durationSec * fps) }, (_, i) => {
      const timeSec = fromSec + i / fps;
      face.evaluate(timeSec, typeof cues === 'function' ? cues(timeSec) : cues, pose);
      const row = new Float64Array(ROW);
      writeRow(pose, row);
      return row;
    });
  }

  /**
   * What one would see move from frame `from` up to frame `to`, in millimetres on the face: the
   * tip of the nose (15 cm above the neck's joint), an iris, an upper lid, a corner of the mouth.
   */
  visibleMm(from: number, to: number): number {
    const at = (name: Parameters<Film['track']>[0]) => this.#tracks(name);
    const parts = [
      this.#spanOf(
        from,
        to,
        (i) => 1000 * at('x')[i]! + 110 * at('yaw')[i]! - 150 * at('roll')[i]!,
      ),
      this.#spanOf(from, to, (i) => 1000 * at('y')[i]! - 110 * at('pitch')[i]!),
      this.#spanOf(from, to, (i) => 12 * at('gazeYaw')[i]!),
      this.#spanOf(from, to, (i) => 12 * at('gazePitch')[i]!),
      this.#spanOf(from, to, (i) => 10 * at('eyeBlinkLeft')[i]!),
      this.#spanOf(from, to, (i) => 10 * at('mouthSmileLeft')[i]!),
    ];
    return Math.hypot(...parts);
  }

  readonly #cache = new Map<string, number[]>();

  #tracks(name: Parameters<Film['track']>[0]): number[] {
    const track = this.#cache.get(name) ?? this.track(name);
    this.#cache.set(name, track);
    return track;
  }

  #spanOf(from: number, to: number, value: (frame: number) => number): number {
    const values = Array.from({ length: to - from }, (_, i) => value(from + i));
    return span(values, 0, values.length);
  }

  /** One value over time, by the name of its weight or of its part in {@link BODY}. */
  track(name: ArkitName | (typeof BODY)[number]): number[] {
    const bodyIndex = BODY.indexOf(name as (typeof BODY)[number]);
    const index = bodyIndex >= 0 ? ARKIT_COUNT + bodyIndex : ARKIT_INDEX[name as ArkitName];
    return this.rows.map((row) => row[index]!);
  }
}

/** Largest change from one value to the next. */
export function largestStep(track: readonly number[]): number {
  let largest = 0;
  for (let i = 1; i < track.length; i++) {
    largest = Math.max(largest, Math.abs(track[i]! - track[i - 1]!));
  }
  return largest;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Correlation of a track with itself `lag` frames later, −1 to 1. */
export function autocorrelation(track: readonly number[], lag: number): number {
  const count = track.length - lag;
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const early = track[i]!;
    const late = track[i + lag]!;
    a += early;
    b += late;
    aa += early * early;
    bb += late * late;
    ab += early * late;
  }
  const spread = Math.sqrt((aa - (a * a) / count) * (bb - (b * b) / count));
  return spread === 0 ? 1 : (ab - (a * b) / count) / spread;
}

/** Largest less smallest value from frame `from` up to frame `to`. */
export function span(track: readonly number[], from: number, to: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = from; i < to; i++) {
    low = Math.min(low, track[i]!);
    high = Math.max(high, track[i]!);
  }
  return high - low;
}

/** Frames at which a track rises through `level`. */
export function risingThrough(track: readonly number[], level: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < track.length; i++) {
    if (track[i - 1]! < level && track[i]! >= level) found.push(i);
  }
  return found;
}
