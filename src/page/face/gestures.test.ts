import { describe, expect, it } from 'vitest';
import { CueLog } from './cue-log.ts';
import { DEG } from './ease.ts';
import {
  addGestures,
  GESTURE_NAMES,
  LONGEST_GESTURE_SEC,
  requireGesture,
  type GestureName,
} from './gestures.ts';
import { createFacePose } from './pose.ts';
import { largestStep } from './test-kit/film.ts';

const STEP_SEC = 0.01;

function perform(name: GestureName) {
  const log = new CueLog();
  log.gesture(name, 1);
  return Array.from({ length: 400 }, (_, i) => {
    const { head } = createFacePose();
    const wink = { left: 0, cheek: 0 };
    addGestures(i * STEP_SEC, log, head, wink);
    return { ...head, ...wink };
  });
}

/** How often a track changes its direction by more than a degree. */
function turns(track: readonly number[]): number {
  let count = 0;
  let extreme = track[0]!;
  let direction = 0;
  for (const value of track) {
    if ((value - extreme) * direction > 0 || direction === 0) {
      if (Math.abs(value - extreme) > DEG) direction = Math.sign(value - extreme);
      if (direction !== 0) extreme = value;
    } else if (Math.abs(value - extreme) > DEG) {
      count += 1;
      direction = -direction;
      extreme = value;
    }
  }
  return count;
}

describe('gestures', () => {
  it.each(GESTURE_NAMES)('%s begins and ends at rest, without a jerk', (name) => {
    const frames = perform(name);
    for (const frame of [
      frames[99]!,
      frames[100]!,
      frames[100 + LONGEST_GESTURE_SEC / STEP_SEC]!,
    ]) {
      for (const value of Object.values(frame)) expect(Math.abs(value)).toBeLessThan(1e-9);
    }
    for (const axis of ['pitch', 'yaw', 'roll'] as const) {
      expect(largestStep(frames.map((frame) => frame[axis]))).toBeLessThan(1.3 * DEG);
    }
    expect(largestStep(frames.map((frame) => frame.left))).toBeLessThan(0.2);
  });

  it('nods down twice or more, and ends with less than it began', () => {
    const pitch = perform('nod').map((frame) => frame.pitch);
    expect(Math.max(...pitch)).toBeGreaterThan(3 * DEG);
    expect(turns(pitch)).toBeGreaterThanOrEqual(3);
  });

  it('shakes to both sides', () => {
    const yaw = perform('shake').map((frame) => frame.yaw);
    expect(Math.max(...yaw)).toBeGreaterThan(3 * DEG);
    expect(Math.min(...yaw)).toBeLessThan(-3 * DEG);
    expect(turns(yaw)).toBeGreaterThanOrEqual(4);
  });

  it('tilts', () => {
    expect(Math.max(...perform('tilt').map((frame) => frame.roll))).toBeCloseTo(9 * DEG);
  });

  it('winks one eye shut', () => {
    expect(Math.max(...perform('wink').map((frame) => frame.left))).toBe(1);
  });

  it('refuses what it does not know and lists what it does', () => {
    expect(() => requireGesture('bow')).toThrow('"bow"; known are nod, shake, tilt, wink');
  });
});
