import { describe, expect, it } from 'vitest';
import { CueLog } from './cue-log.ts';
import type { AgentState } from './cues.ts';
import { DEFAULT_LIMITS } from './character.ts';
import { DEG } from './ease.ts';
import { Looking } from './gaze.ts';
import { Moment } from './moment.ts';
import { createFacePose } from './pose.ts';
import { mean } from './test-kit/film.ts';

const FPS = 500;

interface Look {
  yaw: number;
  pitch: number;
}

/** Where the eyes point, in degrees, as the viewer sees it. */
function watch(seed: number, log: CueLog, durationSec: number, fps = FPS): Look[] {
  const looking = new Looking(seed);
  const moment = new Moment();
  return Array.from({ length: durationSec * fps }, (_, i) => {
    moment.read(i / fps, log);
    looking.read(moment);
    return { yaw: looking.world.yaw / DEG, pitch: looking.world.pitch / DEG };
  });
}

function inState(state: AgentState): CueLog {
  const log = new CueLog();
  log.setState(state, -10);
  return log;
}

const sizeOf = ({ yaw, pitch }: Look) => Math.hypot(yaw, pitch);

/** Stretches in which the eye is faster than any drift, with their size and duration. */
function saccades(looks: readonly Look[]): { deg: number; sec: number; peakDegPerSec: number }[] {
  const found: { deg: number; sec: number; peakDegPerSec: number }[] = [];
  let begin = -1;
  let peak = 0;
  for (let i = 1; i < looks.length; i++) {
    const step = Math.hypot(
      looks[i]!.yaw - looks[i - 1]!.yaw,
      looks[i]!.pitch - looks[i - 1]!.pitch,
    );
    if (step * FPS > 2.5) {
      if (begin < 0) begin = i - 1;
      peak = Math.max(peak, step * FPS);
    } else if (begin >= 0) {
      const from = looks[begin]!;
      const to = looks[i - 1]!;
      const deg = Math.hypot(to.yaw - from.yaw, to.pitch - from.pitch);
      found.push({ deg, sec: (i - 1 - begin) / FPS, peakDegPerSec: peak });
      begin = -1;
      peak = 0;
    }
  }
  return found;
}

describe('Looking', () => {
  it('makes saccades on the main sequence', () => {
    const large = saccades(watch(1, inState('idle'), 240)).filter(({ deg }) => deg > 3);
    expect(large.length).toBeGreaterThan(40);
    for (const { deg, sec, peakDegPerSec } of large) {
      const expectedSec = 0.021 + 0.0022 * deg;
      // Beginning and end are slower than what is counted; a second saccade may follow at once.
      expect(sec).toBeGreaterThan(0.55 * expectedSec);
      expect(sec).toBeLessThan(expectedSec + 0.045);
      // Where the main sequence of man levels off.
      expect(peakDegPerSec).toBeLessThan(700);
    }
  });

  it('makes one to two microsaccades a second, of less than a degree', () => {
    const small = saccades(watch(2, inState('listening'), 240)).filter(({ deg }) => deg < 1);
    expect(small.length / 240).toBeGreaterThan(0.8);
    expect(small.length / 240).toBeLessThan(2);
  });

  it.each([
    ['listening', 0.01, 0.13],
    ['speaking', 0.12, 0.34],
    ['idle', 0.18, 0.45],
    ['thinking', 0.6, 0.9],
  ] as const)('looks away the right share of the time while %s', (state, least, most) => {
    const shares = [1, 2, 3, 4].map((seed) => {
      const looks = watch(seed, inState(state), 300, 50);
      return looks.filter((look) => sizeOf(look) > 3.2).length / looks.length;
    });
    expect(mean(shares)).toBeGreaterThan(least);
    expect(mean(shares)).toBeLessThan(most);
  });

  it('looks up when it begins to think, and back when it listens', () => {
    for (let seed = 0; seed < 20; seed++) {
      const log = inState('idle');
      log.setState('thinking', 5);
      log.setState('listening', 9);
      const looks = watch(seed, log, 10, 100);
      expect(looks[540]!.pitch).toBeLessThan(-2);
      expect(Math.abs(looks[540]!.yaw)).toBeGreaterThan(3);
      expect(sizeOf(looks[940]!)).toBeLessThan(4);
    }
  });

  it('returns to the viewer within 0.4 s of an interruption', () => {
    for (let seed = 0; seed < 20; seed++) {
      const log = inState('thinking');
      log.interrupt(5);
      expect(sizeOf(watch(seed, log, 6, 100)[540]!)).toBeLessThan(4);
    }
  });

  it('keeps to its answer for a moment', () => {
    for (let seed = 0; seed < 60; seed++) {
      const log = inState('idle');
      log.setState('listening', 5);
      // The answer comes within 0.26 s, on its heels nothing for 0.35 s.
      const looks = watch(seed, log, 6, 100).slice(533, 546);
      const swing = Math.max(...looks.map((look) => Math.abs(look.yaw - looks[0]!.yaw)));
      expect(swing).toBeLessThan(1);
    }
  });

  it('holds its target while the head moves', () => {
    const looking = new Looking(3);
    const moment = new Moment();
    const { head, gaze } = createFacePose();
    moment.read(12.3, inState('listening'));
    looking.read(moment);
    for (const turn of [-0.1, 0, 0.1]) {
      head.yaw = turn;
      head.pitch = turn / 2;
      looking.eyesWithin(head, DEFAULT_LIMITS, gaze);
      expect(gaze.yaw + head.yaw).toBeCloseTo(looking.world.yaw, 9);
      expect(gaze.pitch + head.pitch).toBeCloseTo(looking.world.pitch, 9);
    }
  });

  it('never turns the eyes further than they go', () => {
    const looking = new Looking(4);
    const { head, gaze } = createFacePose();
    head.yaw = -2;
    head.pitch = 2;
    looking.eyesWithin(head, DEFAULT_LIMITS, gaze);
    expect(gaze).toEqual({ yaw: DEFAULT_LIMITS.eyeYaw, pitch: -DEFAULT_LIMITS.eyePitch });
  });
});
