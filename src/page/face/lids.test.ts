import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { DEFAULT_LIMITS } from './character.ts';
import { CueLog } from './cue-log.ts';
import { EXPRESSION_NAMES } from './expressions.ts';
import { mixLids } from './lids.ts';
import { Shape } from './shape.ts';
import { lidGap } from './test-kit/face-units.ts';
import { Film } from './test-kit/film.ts';
import { createTalk, withMouth } from './test-kit/talk.ts';

/** A twenty-fifth of the open eye: about the thickness of a lash line. */
const TOLERANCE = 0.04;

function gapWith(
  pitch: number,
  shut: number,
  face: Partial<Record<'squint' | 'cheek' | 'wide' | 'lid', number>> = {},
) {
  const weights = new Float32Array(ARKIT_COUNT);
  new Shape({
    eyeSquint: face.squint ?? 0,
    cheekSquint: face.cheek ?? 0,
    eyeWide: face.wide ?? 0,
    eyeBlink: face.lid ?? 0,
  }).addTo(weights, 1);
  mixLids(weights, { yaw: 0, pitch }, { blinkLeft: shut, blinkRight: shut }, DEFAULT_LIMITS);
  return lidGap(weights);
}

describe('mixLids', () => {
  it('closes the eye entirely and no further, wherever it looks and however it is narrowed', () => {
    for (const pitch of [-1, -0.2, 0, 0.1, 0.35, 1]) {
      for (const squint of [0, 0.3, 1]) {
        for (const extra of [{}, { cheek: 1 }, { wide: 1 }, { lid: 0.5 }, { lid: 1, cheek: 0.6 }]) {
          const gap = gapWith(pitch, 1, { squint, ...extra });
          expect(gap).toBeGreaterThan(-TOLERANCE);
          expect(gap).toBeLessThan(0.01);
        }
      }
    }
  });

  it('only ever closes more as the blink goes on', () => {
    for (const pitch of [-0.3, 0, 0.3]) {
      let before = gapWith(pitch, 0, { squint: 0.2, wide: 0.3 });
      for (let shut = 0.02; shut <= 1; shut += 0.02) {
        const gap = gapWith(pitch, shut, { squint: 0.2, wide: 0.3 });
        expect(gap).toBeLessThan(before);
        before = gap;
      }
    }
  });

  it('lowers the lids with the eyes and raises them with them', () => {
    expect(gapWith(0.35, 0)).toBeLessThan(0.8);
    expect(gapWith(-0.35, 0)).toBeGreaterThan(1);
  });

  it('says the same with eyeLook weights as with the gaze', () => {
    const weights = new Float32Array(ARKIT_COUNT);
    const open = { blinkLeft: 0, blinkRight: 0 };
    mixLids(
      weights,
      { yaw: DEFAULT_LIMITS.eyeYaw / 2, pitch: -DEFAULT_LIMITS.eyePitch },
      open,
      DEFAULT_LIMITS,
    );
    expect(weights[ARKIT_INDEX.eyeLookOutLeft]).toBeCloseTo(0.5);
    expect(weights[ARKIT_INDEX.eyeLookInRight]).toBeCloseTo(0.5);
    expect(weights[ARKIT_INDEX.eyeLookInLeft]).toBe(0);
    expect(weights[ARKIT_INDEX.eyeLookOutRight]).toBe(0);
    expect(weights[ARKIT_INDEX.eyeLookUpLeft]).toBe(1);
    expect(weights[ARKIT_INDEX.eyeLookDownLeft]).toBe(0);
  });
});

describe('the lids of a living face', () => {
  it('never go through each other in ten minutes of talk', () => {
    for (let seed = 0; seed < 4; seed++) {
      const film = new Film({
        seed,
        fps: 60,
        durationSec: 150,
        cues: withMouth(createTalk(seed, 3)),
      });
      expect(Math.min(...film.rows.map(lidGap))).toBeGreaterThan(-TOLERANCE);
    }
  });

  it('nor in any mood', () => {
    const narrowest: number[] = [];
    for (const name of EXPRESSION_NAMES) {
      const log = new CueLog();
      log.express(name, -5, 1, 1_000);
      const film = new Film({ seed: 5, fps: 60, durationSec: 60, cues: log });
      narrowest.push(Math.min(...film.rows.map(lidGap)));
    }
    expect(Math.min(...narrowest)).toBeGreaterThan(-TOLERANCE);
    // It does blink in each.
    expect(Math.max(...narrowest)).toBeLessThan(0.02);
  });
});
