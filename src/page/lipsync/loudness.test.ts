import { expect, test } from 'vitest';
import { LoudnessTimeline } from './loudness.ts';

const RATE_HZ = 22_050;

function timelineOf(seconds: number, loudFrom: number, loudTo: number, crumb = 1000) {
  const samples = Float32Array.from({ length: seconds * RATE_HZ }, (_, i) => {
    const at = i / RATE_HZ;
    return at >= loudFrom && at < loudTo ? Math.sin(i * 0.2) : 0;
  });
  const timeline = new LoudnessTimeline(RATE_HZ);
  for (let at = 0; at < samples.length; at += crumb)
    timeline.push(samples.subarray(at, at + crumb));
  return timeline;
}

test('tells how loud it is where it is loud, and silence elsewhere', () => {
  const timeline = timelineOf(3, 1, 2);
  expect(timeline.rmsAt(0.5)).toBe(0);
  expect(timeline.rmsAt(1.5)).toBeCloseTo(Math.SQRT1_2, 2);
  expect(timeline.rmsAt(2.5)).toBe(0);
  expect(timeline.rmsAt(99)).toBe(0);
});

test('rises through an onset evenly: half of the power at the edge itself', () => {
  const timeline = timelineOf(2, 1, 2);
  expect(timeline.rmsAt(1) ** 2).toBeCloseTo(0.25, 1);
  for (let at = 0.9; at < 1.1; at += 1 / 60) {
    expect(Math.abs(timeline.rmsAt(at + 1 / 60) - timeline.rmsAt(at))).toBeLessThan(0.3);
  }
});

test('is the same however the samples came', () => {
  const [whole, crumbs] = [timelineOf(1, 0.3, 0.7, 99_999), timelineOf(1, 0.3, 0.7, 17)];
  for (let at = 0; at < 1; at += 0.013) expect(crumbs.rmsAt(at)).toBeCloseTo(whole.rmsAt(at), 9);
});
