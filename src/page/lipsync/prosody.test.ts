import { expect, test } from 'vitest';
import { Prosody } from './prosody.ts';
import type { VisemeTimeline } from './timeline.ts';

/** A timeline of which only the loudness matters, growing to `length`. */
function growing(loudnessAt: (sec: number) => number) {
  const timeline = { length: 0, loudness: loudnessAt } as VisemeTimeline & { length: number };
  return { timeline, growTo: (frames: number) => (timeline.length = frames) };
}

const bump = (sec: number, at: number, height: number) =>
  height * Math.max(0, 1 - Math.abs(sec - at) / 0.12);

test('speech between pauses is a phrase, the gap of a stop consonant none', () => {
  const spoken = (sec: number) =>
    (sec > 0.2 && sec < 1 && !(sec > 0.5 && sec < 0.58)) || (sec > 1.4 && sec < 2) ? 0.6 : 0;
  const { timeline, growTo } = growing(spoken);
  const prosody = new Prosody(timeline);
  growTo(90);
  expect(prosody.takePhrases(false)).toEqual([]);
  growTo(150);
  const [first] = prosody.takePhrases(false);
  expect(first!.startSec).toBeCloseTo(0.21, 2);
  expect(first!.endSec).toBeCloseTo(1, 1);
  growTo(200);
  const [second] = prosody.takePhrases(true);
  expect(second!.startSec).toBeCloseTo(1.41, 2);
  expect(prosody.takePhrases(true)).toEqual([]);
});

test('the loudest syllables are told once each, the soft ones not', () => {
  const { timeline, growTo } = growing(
    (sec) => bump(sec, 0.5, 0.9) + bump(sec, 1, 0.4) + bump(sec, 1.6, 0.7),
  );
  const prosody = new Prosody(timeline);
  const found = [];
  for (let frames = 0; frames <= 250; frames += 7) {
    growTo(frames);
    found.push(...prosody.takeStresses());
  }
  expect(found.map(({ mediaSec }) => mediaSec)).toEqual([0.5, 1.6]);
  expect(found[0]!.strength).toBeCloseTo(0.9, 5);
});
