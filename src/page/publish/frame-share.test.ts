import { expect, test } from 'vitest';
import { FrameShare } from './frame-share.ts';

const PERIOD_MS = 250;

/** Tells of so many seconds at a rate; returns what each time was said. */
function run(share: FrameShare, seconds: number, fps: number, from = { atMs: 0, frames: 0 }) {
  const told: number[] = [];
  for (let i = 0; i < (seconds * 1000) / PERIOD_MS; i++) {
    from.atMs += PERIOD_MS;
    from.frames += (fps * PERIOD_MS) / 1000;
    told.push(share.note(from.atMs, from.frames));
  }
  return { told, at: from };
}

test('all of it as long as too little has been seen, and while all frames are sent', () => {
  expect(run(new FrameShare(30), 2.9, 8).told).toEqual(Array.from({ length: 12 }, () => 1));
  expect(Math.min(...run(new FrameShare(30), 10, 30).told)).toBe(1);
});

test('a face at rest gets bits for the frames it makes, and half as many again', () => {
  expect(run(new FrameShare(30), 6, 8).told.at(-1)).toBeCloseTo(1.5 * (8 / 30));
});

test('one that begins to speak gets more with each second, and all of it within three', () => {
  const share = new FrameShare(30);
  const { at } = run(share, 6, 8);
  const { told } = run(share, 3, 30, at);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told[3]).toBeGreaterThan(0.6);
  expect(told[3]).toBeLessThan(0.9);
  expect(told.at(-1)).toBe(1);
});

test('small changes are left alone', () => {
  const share = new FrameShare(30);
  const { told, at } = run(share, 6, 8);
  expect(run(share, 6, 9, at).told.at(-1)).toBe(told.at(-1));
});
