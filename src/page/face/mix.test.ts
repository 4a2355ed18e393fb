import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX, type ArkitName } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import { AGENT_STATES } from './cues.ts';
import { EXPRESSION_NAMES } from './expressions.ts';
import { Face } from './face.ts';
import { createFacePose } from './pose.ts';
import { Shape, type ShapeWeights } from './shape.ts';
import { lipGapMm } from './test-kit/face-units.ts';

const SHAPES = {
  PP: { mouthClose: 0.06, mouthRoll: 0.3, mouthFrown: 0.3, mouthPucker: 0.1 },
  FF: { jawOpen: 0.07, mouthRollLower: 0.8, mouthShrugUpper: 0.5, mouthUpperUp: 0.12 },
  U: { jawOpen: 0.14, mouthFunnel: 0.3, mouthPucker: 0.8 },
  aa: { jawOpen: 0.55, mouthLowerDown: 0.15, mouthUpperUp: 0.12 },
};

function mouthOf(shape: keyof typeof SHAPES, gain = 1): Float32Array {
  const { mouthRoll, ...rest } = SHAPES[shape] as ShapeWeights & { mouthRoll?: number };
  const out = new Float32Array(ARKIT_COUNT);
  new Shape(rest).addTo(out, gain);
  if (mouthRoll !== undefined) {
    out[ARKIT_INDEX.mouthRollLower]! += gain * mouthRoll;
    out[ARKIT_INDEX.mouthRollUpper]! += gain * mouthRoll;
  }
  return out;
}

/** Every mood in every state, in and out of speech: the cues and what they are called. */
function* situations(): Generator<[string, CueLog]> {
  for (const mood of EXPRESSION_NAMES) {
    for (const state of AGENT_STATES) {
      for (const speaking of [true, false]) {
        const log = new CueLog();
        log.setState(state, -20);
        log.express(mood, 0, 1, 1_000);
        if (speaking) log.addPhrase(0);
        yield [`${mood}, ${state}${speaking ? ', speaking' : ''}`, log];
      }
    }
  }
}

function weightsWith(log: CueLog, mouth: Float32Array | null, timeSec: number): Float32Array {
  const pose = createFacePose();
  log.mouth = mouth;
  new Face({ seed: 2 }).evaluate(timeSec, log, pose);
  return pose.weights;
}

function get(weights: Float32Array, name: ArkitName): number {
  return weights[ARKIT_INDEX[name]]!;
}

/** The situations in which the weights, with this mouth, are not as they should be. */
function failing(
  mouth: Float32Array | null,
  timeSec: number,
  isRight: (weights: Float32Array) => boolean,
): string[] {
  return [...situations()].flatMap(([name, log]) =>
    isRight(weightsWith(log, mouth, timeSec)) ? [] : [name],
  );
}

describe('mouth and mood', () => {
  it('closes the lips on p, b and m as far as without any mood, in every mood', () => {
    const pp = mouthOf('PP');
    for (const timeSec of [5, 11.7, 23.1]) {
      expect(failing(pp, timeSec, (weights) => lipGapMm(weights) <= lipGapMm(pp) + 0.05)).toEqual(
        [],
      );
    }
  });

  it('keeps the mood’s jaw and lifted lips out of it altogether', () => {
    const parting = ['jawOpen', 'mouthUpperUpLeft', 'mouthLowerDownRight', 'mouthFunnel'] as const;
    const isShut = (weights: Float32Array) => parting.every((name) => get(weights, name) === 0);
    expect(failing(mouthOf('PP'), 7, isShut)).toEqual([]);
    // Some of them do part the lips where the mouth has nothing to say.
    expect(failing(null, 7, isShut)).not.toEqual([]);
  });

  it('lets go as the lips close, without a step', () => {
    const log = new CueLog();
    log.express('surprise', 0, 1, 100);
    let before = weightsWith(log, mouthOf('PP', 0), 5);
    for (let gain = 0.01; gain <= 1; gain += 0.01) {
      const weights = weightsWith(log, mouthOf('PP', gain), 5);
      const steps = Array.from(weights, (weight, i) => Math.abs(weight - before[i]!));
      expect(Math.max(...steps)).toBeLessThan(0.03);
      before = weights;
    }
  });

  it('keeps the lower lip at the teeth on f and v', () => {
    const bites = (weights: Float32Array) =>
      get(weights, 'mouthRollLower') >= 0.8 &&
      get(weights, 'jawOpen') < 0.1 &&
      get(weights, 'mouthLowerDownLeft') < 0.05;
    expect(failing(mouthOf('FF'), 7, bites)).toEqual([]);
  });

  it('keeps a round mouth round in a smile', () => {
    const log = new CueLog();
    log.express('smile', 0, 1, 100);
    expect(get(weightsWith(log, null, 5), 'mouthSmileLeft')).toBeGreaterThan(0.4);
    expect(get(weightsWith(log, mouthOf('U'), 5), 'mouthSmileLeft')).toBeLessThan(0.2);
  });

  it('gives speech all it asks for in every mood', () => {
    const opens = (weights: Float32Array) =>
      get(weights, 'jawOpen') > 0.54 && get(weights, 'jawOpen') < 0.7;
    expect(failing(mouthOf('aa'), 9, opens)).toEqual([]);
  });

  it('never smiles into a V', () => {
    const wide = new Float32Array(ARKIT_COUNT);
    new Shape({ mouthSmile: 1 }).addTo(wide, 1);
    const isSound = (weights: Float32Array) =>
      get(weights, 'mouthSmileLeft') <= 0.55 && get(weights, 'mouthSmileRight') <= 0.55;
    for (const mouth of [null, wide]) expect(failing(mouth, 4, isSound)).toEqual([]);
  });
});

describe('mood and bearing', () => {
  it('leaves no friendly smile under a sad face', () => {
    const log = new CueLog();
    log.setState('listening', -20);
    const friendly = get(weightsWith(log, null, 5), 'mouthSmileLeft');
    log.express('sadness', 0, 1, 100);
    const sad = get(weightsWith(log, null, 5), 'mouthSmileLeft');
    // What is left is the unrest of the corners.
    expect(friendly - sad).toBeGreaterThan(0.1);
  });
});

describe('character limits', () => {
  it('hold for the character that has them', () => {
    const pose = createFacePose();
    const log = new CueLog();
    log.express('joy', 0, 1, 100);
    new Face({ seed: 1, character: { maxSmile: 0.3, expressiveness: 1.5 } }).evaluate(5, log, pose);
    expect(get(pose.weights, 'mouthSmileLeft')).toBeLessThanOrEqual(0.3);
    new Face({ seed: 1, character: { expressiveness: 0 } }).evaluate(5, log, pose);
    expect(get(pose.weights, 'cheekSquintLeft')).toBe(0);
  });
});
