import { expect, test } from 'vitest';
import { ARKIT_INDEX } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import { Face } from './face.ts';
import { createFacePose } from './pose.ts';
import { ShownPose } from './shown-pose.ts';

test('the first pose is always new, and the same pose never is', () => {
  const shown = new ShownPose();
  const pose = createFacePose();
  expect(shown.differenceTo(pose)).toBe(Infinity);
  shown.show(pose);
  expect(shown.differenceTo(pose)).toBe(0);
});

test('every part of a pose counts, from what one sees of it on', () => {
  const moves: ((pose: ReturnType<typeof createFacePose>, by: number) => void)[] = [
    (pose, by) => void (pose.weights[ARKIT_INDEX.eyeBlinkLeft] = 0.08 * by),
    (pose, by) => void (pose.weights[ARKIT_INDEX.jawOpen] = 0.08 * by),
    (pose, by) => void (pose.gaze.yaw = -0.024 * by),
    (pose, by) => void (pose.head.pitch = 0.008 * by),
    (pose, by) => void (pose.head.y = 0.0016 * by),
    (pose, by) => void (pose.breath = 0.5 * by),
  ];
  for (const move of moves) {
    const shown = new ShownPose();
    const pose = createFacePose();
    shown.show(pose);
    move(pose, 0.25);
    expect(shown.differenceTo(pose)).toBeCloseTo(0.5, 5);
    move(pose, 1);
    expect(shown.differenceTo(pose)).toBeCloseTo(2, 5);
  }
});

test('a face at rest is still between two frames most of the time, and never for long', () => {
  const [fps, seconds] = [30, 120];
  for (const seed of [1, 2, 3]) {
    const [face, cues, pose, shown] = [
      new Face({ seed }),
      new CueLog(),
      createFacePose(),
      new ShownPose(),
    ];
    let [moves, still, longest] = [0, 0, 0];
    for (let i = 0; i < seconds * fps; i++) {
      face.evaluate(i / fps, cues, pose);
      if (shown.differenceTo(pose) >= 1) {
        moves++;
        still = 0;
        shown.show(pose);
      } else longest = Math.max(longest, ++still);
    }
    expect(moves / (seconds * fps)).toBeLessThan(0.5);
    expect(longest).toBeLessThan(2 * fps);
  }
});
