import { AudioFrame } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import { SpokenSegment } from './spoken-segment.ts';

const FORMAT = { sampleRateHz: 1_000, channels: 2 };

function frame(...samples: number[]): AudioFrame {
  return new AudioFrame(Int16Array.from(samples), 1_000, 2, samples.length / 2);
}

test('reads across pieces, up to what there is', () => {
  const segment = new SpokenSegment(FORMAT);
  segment.push(frame(0x0201, 0x0403));
  segment.push(frame(0x0605, 0x0807));
  expect([...segment.read(0, 100)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...segment.read(3, 3)]).toEqual([4, 5, 6]);
  expect([...segment.read(7, 3)]).toEqual([8]);
  expect(segment.read(8, 3)).toHaveLength(0);
});

test('keeps its sound when the frame’s memory is used anew', () => {
  const segment = new SpokenSegment(FORMAT);
  const samples = Int16Array.of(1, 1);
  segment.push(new AudioFrame(samples, 1_000, 2, 1));
  samples.fill(9);
  expect([...segment.read(0, 4)]).toEqual([1, 0, 1, 0]);
});

test('resumes on a whole frame of all channels, never beyond its end, and adds up', () => {
  const segment = new SpokenSegment(FORMAT);
  segment.push(frame(...Array.from({ length: 20 }, () => 0)));
  expect(segment.durationSec).toBe(0.01);
  segment.resumeAfter(0.0024);
  expect(segment.resumeByte).toBe(8);
  segment.resumeAfter(0.003);
  expect(segment.resumeSec).toBe(0.005);
  segment.resumeAfter(1);
  expect(segment.resumeSec).toBe(0.01);
});

test('takes nothing more once it is cut, ended or settled', () => {
  for (const stop of ['interrupt', 'end', 'settle'] as const) {
    const segment = new SpokenSegment(FORMAT);
    if (stop === 'settle') segment.settle({ playbackPosition: 0, interrupted: true });
    else segment[stop]();
    segment.push(frame(1, 1));
    expect(segment.durationSec).toBe(0);
  }
});

test('tells everyone who waits how it ended', async () => {
  const segment = new SpokenSegment(FORMAT);
  const waits = [segment.untilSettled(), segment.untilSettled()];
  segment.end();
  const outcome = { playbackPosition: 1, interrupted: false };
  segment.settle(outcome);
  expect(await Promise.all(waits)).toEqual([outcome, outcome]);
});
