import { describe, expect, it } from 'vitest';
import { ARKIT_BLENDSHAPES, type ArkitName } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import type { AgentState } from './cues.ts';
import { DEFAULT_LIMITS } from './character.ts';
import { DEG } from './ease.ts';
import { Face } from './face.ts';
import { createFacePose } from './pose.ts';
import { autocorrelation, Film, largestStep, ROW, span, writeRow } from './test-kit/film.ts';
import { createTalk, withMouth } from './test-kit/talk.ts';

const SEEDS = [0, 1, 2, 3, 4, 5];

function inState(state: AgentState): CueLog {
  const log = new CueLog();
  log.setState(state, -60);
  return log;
}

describe('Face as a function', () => {
  it('gives the same pose in any order of times', () => {
    const talk = withMouth(createTalk(1, 2));
    const sequential = new Film({ seed: 9, fps: 20, durationSec: 120, cues: talk });
    const face = new Face({ seed: 9 });
    const pose = createFacePose();
    const row = new Float64Array(ROW);
    const { length } = sequential.rows;
    for (let i = 0; i < length; i++) {
      const frame = (i * 7919) % length;
      face.evaluate(frame / 20, talk(frame / 20), pose);
      writeRow(pose, row);
      expect(row).toEqual(sequential.rows[frame]);
    }
  });

  it('depends on nothing in what it overwrites', () => {
    const [clean, dirty] = [createFacePose(), createFacePose()];
    dirty.weights.fill(0.7);
    Object.assign(dirty.head, { pitch: 1, yaw: 1, roll: 1, x: 1, y: 1, z: 1 });
    Object.assign(dirty.gaze, { yaw: 1, pitch: 1 });
    const face = new Face({ seed: 1 });
    face.evaluate(3, inState('idle'), clean);
    face.evaluate(3, inState('idle'), dirty);
    expect(dirty).toEqual(clean);
  });

  it('makes different people of different seeds, who don’t move in step', () => {
    const tracks = [1, 2].map((seed) =>
      new Film({ seed, fps: 10, durationSec: 300, cues: inState('idle') }).track('yaw'),
    );
    const both = [...tracks[0]!, ...tracks[1]!];
    expect(Math.abs(autocorrelation(both, both.length / 2))).toBeLessThan(0.3);
  });

  it('is alive after days and before its beginning', () => {
    for (const fromSec of [-100, 86_400 * 30]) {
      const film = new Film({ seed: 1, fps: 30, durationSec: 20, fromSec, cues: inState('idle') });
      expect(film.rows.every((row) => row.every(Number.isFinite))).toBe(true);
      expect(Math.max(...film.track('eyeBlinkLeft'))).toBeGreaterThan(0.5);
    }
  });
});

describe('Face within bounds', () => {
  it('keeps every weight within 0 and 1, the head and eyes within the character’s limits', () => {
    for (const seed of SEEDS) {
      const film = new Film({
        seed,
        fps: 30,
        durationSec: 120,
        cues: withMouth(createTalk(seed, 2)),
      });
      const outside = ARKIT_BLENDSHAPES.filter((name) =>
        film.track(name).some((weight) => !(weight >= 0 && weight <= 1)),
      );
      expect(outside).toEqual([]);
      for (const axis of ['pitch', 'yaw', 'roll'] as const) {
        const most = Math.max(...film.track(axis).map(Math.abs));
        expect(most).toBeLessThan(DEFAULT_LIMITS.headTurn);
      }
      for (const axis of ['x', 'y', 'z'] as const) {
        expect(Math.max(...film.track(axis).map(Math.abs))).toBeLessThan(0.03);
      }
    }
  });

  /** Weights that a blink or a saccade moves; these are as fast as they are. */
  const FAST = /^eye(Blink|Wide|Look)/;
  const slowShapes = ARKIT_BLENDSHAPES.filter((name) => !FAST.test(name));
  const lidShapes = ARKIT_BLENDSHAPES.filter((name) => /^eye(Blink|Wide)/.test(name));

  it.each([30, 60])('never jumps at %i frames a second', (fps) => {
    for (const seed of SEEDS) {
      const film = new Film({ seed, fps, durationSec: 60, cues: withMouth(createTalk(seed, 1)) });
      const perFrame = 30 / fps;
      expect(jumping(film, slowShapes, 0.2 * perFrame)).toEqual([]);
      expect(jumping(film, lidShapes, 0.8 * Math.min(1, 1.3 * perFrame))).toEqual([]);
      expect(jumping(film, ['pitch', 'yaw', 'roll'], 4 * DEG * perFrame)).toEqual([]);
      expect(jumping(film, ['x', 'y', 'z'], 0.0024 * perFrame)).toEqual([]);
      expect(jumping(film, ['breath'], 0.14 * perFrame)).toEqual([]);
      expect(jumping(film, ['gazeYaw', 'gazePitch'], 700 * (DEG / fps))).toEqual([]);
    }
  });

  it('moves gently when nothing is said', () => {
    for (const seed of SEEDS) {
      const film = new Film({ seed, fps: 30, durationSec: 120, cues: inState('listening') });
      expect(jumping(film, slowShapes, 0.02)).toEqual([]);
      expect(jumping(film, ['pitch', 'yaw', 'roll'], 1.1 * DEG)).toEqual([]);
    }
  });
});

/** The parts of a pose that go further than `limit` from one frame to the next. */
function jumping(film: Film, names: Parameters<Film['track']>[0][], limit: number): string[] {
  return names.filter((name) => !(largestStep(film.track(name)) < limit));
}

describe('Face alive', () => {
  const MOUTH: readonly ArkitName[] = ['mouthSmileLeft', 'mouthSmileRight', 'mouthPressLeft'];

  it.each(['idle', 'listening', 'thinking', 'initializing'] as const)(
    'has no frozen second while %s',
    (state) => {
      for (const seed of SEEDS) {
        const film = new Film({ seed, fps: 30, durationSec: 300, cues: inState(state) });
        const seconds = Array.from({ length: 598 }, (_, i) => film.visibleMm(15 * i, 15 * i + 30));
        seconds.sort((a, b) => a - b);
        // At 720 lines a millimetre of such a head is about two pixels.
        expect(seconds[0]).toBeGreaterThan(0.18);
        expect(seconds[6]).toBeGreaterThan(0.4);
      }
    },
  );

  const CYCLES = [
    'pitch',
    'yaw',
    'roll',
    'x',
    'y',
    'z',
    'breath',
    'gazeYaw',
    'gazePitch',
    'eyeBlinkLeft',
    'mouthSmileLeft',
    'browInnerUp',
  ] as const;

  it('never holds the mouth’s corners still for two seconds', () => {
    for (const seed of SEEDS) {
      const film = new Film({ seed, fps: 10, durationSec: 300, cues: inState('idle') });
      const tracks = MOUTH.map((name) => film.track(name));
      for (let from = 0; from + 20 < film.rows.length; from += 20) {
        const most = Math.max(...tracks.map((track) => span(track, from, from + 20)));
        expect(most).toBeGreaterThan(0.001);
      }
    }
  });

  it.each(['idle', 'speaking'] as const)('repeats no cycle while %s', (state) => {
    for (const seed of [0, 1, 2]) {
      const log = inState(state);
      if (state === 'speaking') log.addPhrase(-50);
      const film = new Film({ seed, fps: 4, durationSec: 2_400, cues: log });
      // The slowest drift takes a quarter of a minute to be forgotten. Whatever beats, however
      // fast, is like itself at some lag beyond that as well.
      const cyclic = CYCLES.filter((name) => {
        const track = film.track(name);
        const lags = Array.from({ length: 1_120 }, (_, i) => autocorrelation(track, 80 + i));
        return Math.max(...lags) > 0.35;
      });
      expect(cyclic).toEqual([]);
    }
  });
});
