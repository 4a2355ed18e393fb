import { expect, test } from 'vitest';
import { CueLog, createFacePose, Face, type ExpressionName } from '../../face/index.ts';
import { heldViseme, VISEMES } from '../../lipsync/index.ts';
import { VRM_MOODS, vrmMoods, type VrmMood } from './vrm-moods.ts';

function moodsOf(weights: ArrayLike<number>) {
  const out: Record<VrmMood, number> = { happy: 0, angry: 0, sad: 0, surprised: 0 };
  vrmMoods(weights, out);
  return out;
}

function faceOf(expression: ExpressionName): Float32Array {
  const cues = new CueLog();
  const pose = createFacePose();
  cues.express(expression, 0, 1, 60);
  new Face({ seed: 1 }).evaluate(10, cues, pose);
  return pose.weights;
}

test.each<[ExpressionName, VrmMood]>([
  ['smile', 'happy'],
  ['joy', 'happy'],
  ['anger', 'angry'],
  ['sadness', 'sad'],
  ['concern', 'sad'],
  ['surprise', 'surprised'],
])('%s is %s, and nothing else as much', (expression, mood) => {
  const moods = moodsOf(faceOf(expression));
  expect(moods[mood]).toBeGreaterThan(0.3);
  for (const other of VRM_MOODS) {
    if (other !== mood) expect(moods[other]).toBeLessThan(0.5 * moods[mood]);
  }
});

test('no sound and no calm face is a mood', () => {
  for (const viseme of VISEMES) {
    expect(Object.values(moodsOf(heldViseme(viseme))).every((value) => value < 0.01)).toBe(true);
  }
  const pose = createFacePose();
  for (let t = 0; t < 30; t += 0.1) {
    new Face({ seed: 1 }).evaluate(t, new CueLog(), pose);
    for (const value of Object.values(moodsOf(pose.weights))) expect(value).toBeLessThan(0.15);
  }
});
