import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { Brows } from './brows.ts';
import { CueLog } from './cue-log.ts';
import { DEG } from './ease.ts';
import { Moment } from './moment.ts';
import { Nods } from './nods.ts';
import { createFacePose } from './pose.ts';
import { largestStep, mean } from './test-kit/film.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const FPS = 100;
const AT_SEC = 5;

/** Pitch and inner brows from 4 to 7 s. */
function follow(seed: number, log: CueLog): { pitch: number[]; brows: number[] } {
  const nods = new Nods(seed);
  const brows = new Brows(seed);
  const moment = new Moment();
  const frames = Array.from({ length: 3 * FPS }, (_, i) => {
    const { head } = createFacePose();
    const face = new Float32Array(ARKIT_COUNT);
    moment.read(4 + i / FPS, log);
    nods.addTo(head, moment);
    brows.addTo(face, moment);
    return { pitch: head.pitch, brow: face[ARKIT_INDEX.browInnerUp]! };
  });
  return { pitch: frames.map(({ pitch }) => pitch), brows: frames.map(({ brow }) => brow) };
}

function withAccent(strength: number): CueLog {
  const log = new CueLog();
  log.addAccent(AT_SEC, strength);
  return log;
}

const peakSec = (track: readonly number[]) => 4 + track.indexOf(Math.max(...track)) / FPS;

describe('an accent', () => {
  it('is nodded on in about two of three cases: down, deepest just after it, and back', () => {
    const nodding = SEEDS.map((seed) => follow(seed, withAccent(1)).pitch).filter(
      (pitch) => Math.max(...pitch) > 0,
    );
    expect(nodding.length / SEEDS.length).toBeGreaterThan(0.45);
    expect(nodding.length / SEEDS.length).toBeLessThan(0.85);
    for (const pitch of nodding) {
      expect(Math.max(...pitch)).toBeGreaterThan(1 * DEG);
      expect(Math.max(...pitch)).toBeLessThan(4.5 * DEG);
      expect(peakSec(pitch) - AT_SEC).toBeGreaterThan(0.05);
      expect(peakSec(pitch) - AT_SEC).toBeLessThan(0.2);
      expect(pitch.at(-1)).toBe(0);
    }
  });

  it('lifts the brows in less than half of them, and these are up when it comes', () => {
    const lift = (seed: number) => {
      const still = follow(seed, new CueLog()).brows;
      return follow(seed, withAccent(1)).brows.map((brow, i) => brow - still[i]!);
    };
    const lifting = SEEDS.map(lift).filter((brows) => Math.max(...brows) > 0.02);
    expect(lifting.length / SEEDS.length).toBeGreaterThan(0.3);
    expect(lifting.length / SEEDS.length).toBeLessThan(0.6);
    for (const brows of lifting) {
      expect(brows[(AT_SEC - 4) * FPS]! / Math.max(...brows)).toBeGreaterThan(0.75);
      expect(brows.at(-1)).toBeLessThan(0.001);
    }
  });

  it('moves less when it is weaker', () => {
    const depth = (strength: number) =>
      mean(SEEDS.map((seed) => Math.max(...follow(seed, withAccent(strength)).pitch)));
    expect(depth(0.4) / depth(1)).toBeCloseTo(0.4, 1);
  });

  it('is taken back without a jerk when it is cut off', () => {
    for (const seed of SEEDS) {
      const log = withAccent(1);
      log.accents[0]!.cutSec = AT_SEC - 0.02;
      const { pitch, brows } = follow(seed, log);
      expect(largestStep(pitch)).toBeLessThan(0.5 * DEG);
      expect(largestStep(brows)).toBeLessThan(0.05);
      expect(pitch.slice(130).every((value) => value === 0)).toBe(true);
    }
  });
});

describe('loud speech', () => {
  it('lifts the brows, but only while there is speech', () => {
    const log = new CueLog();
    const quiet = mean(follow(1, log).brows);
    log.loudness = 0.9;
    expect(mean(follow(1, log).brows)).toBe(quiet);
    log.addPhrase(0);
    expect(mean(follow(1, log).brows)).toBeGreaterThan(quiet + 0.05);
  });
});

describe('a listener', () => {
  it('nods now and then', () => {
    const log = new CueLog();
    log.setState('listening', -10);
    const shares = SEEDS.map((seed) => {
      const { pitch } = follow(seed, log);
      return pitch.filter((value) => value > 0.2 * DEG).length / pitch.length;
    });
    expect(mean(shares)).toBeGreaterThan(0.02);
    expect(mean(shares)).toBeLessThan(0.15);
  });
});
