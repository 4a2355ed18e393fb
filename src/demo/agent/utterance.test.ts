import { describe, expect, it } from 'vitest';
import { raiseFaint, UtteranceRecorder } from './utterance.ts';

const SAMPLE_RATE_HZ = 1_000;

/** `count` samples that count up from `first`, so that a result shows which ones it holds. */
function counting(first: number, count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, index) => first + index);
}

function recorder(): UtteranceRecorder {
  return new UtteranceRecorder({ sampleRateHz: SAMPLE_RATE_HZ, preRollSec: 0.2, maxSec: 1 });
}

function feed(into: UtteranceRecorder, first: number, count: number): void {
  for (let at = 0; at < count; at += 10) into.push(counting(first + at, 10));
}

describe('UtteranceRecorder', () => {
  it('keeps the pre-roll, whatever went before, and cuts the silence waited through', () => {
    const kept = recorder();
    feed(kept, 0, 5_000);
    kept.begin();
    feed(kept, 5_000, 500);
    const samples = kept.end(0.3);
    expect(samples[0]).toBe(4_800);
    expect(samples.at(-1)).toBe(5_199);
    expect(samples).toHaveLength(400);
  });

  it('starts the next utterance empty', () => {
    const kept = recorder();
    kept.begin();
    feed(kept, 0, 100);
    kept.end(0);
    feed(kept, 900, 50);
    kept.begin();
    expect([...kept.end(0)]).toEqual([...counting(900, 50)]);
  });

  it('keeps no more than the longest utterance', () => {
    const kept = recorder();
    kept.begin();
    feed(kept, 0, 3_000);
    expect(kept.end(0)).toHaveLength(1_000);
  });

  it('copies what it is given', () => {
    const kept = recorder();
    const samples = counting(1, 4);
    kept.begin();
    kept.push(samples);
    samples.fill(0);
    expect([...kept.end(0)]).toEqual([1, 2, 3, 4]);
  });

  it('cuts no more than there is', () => {
    const kept = recorder();
    kept.begin();
    feed(kept, 0, 100);
    expect(kept.end(5)).toHaveLength(0);
  });
});

describe('raiseFaint', () => {
  it('raises a faint voice to ordinary loudness', () => {
    expect([...raiseFaint(Int16Array.of(0, -5_000, 2_500))]).toEqual([0, -20_000, 10_000]);
  });

  it('leaves a loud one as it is', () => {
    const loud = Int16Array.of(0, -32_768, 12);
    expect(raiseFaint(loud)).toBe(loud);
  });

  it('does not make noise of silence', () => {
    expect([...raiseFaint(Int16Array.of(0, 3, -2))]).toEqual([0, 24, -16]);
    expect([...raiseFaint(new Int16Array(3))]).toEqual([0, 0, 0]);
  });
});
