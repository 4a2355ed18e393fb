import { describe, expect, it } from 'vitest';
import { Rhythm } from './rhythm.ts';
import { autocorrelation, deviation, mean } from './test-kit/film.ts';

const HOUR_SEC = 3600;

function listStarts(rhythm: Rhythm, fromSec: number, toSec: number): number[] {
  const starts: number[] = [];
  rhythm.seek(toSec);
  for (; rhythm.startSec >= fromSec; rhythm.previous()) starts.push(rhythm.startSec);
  return starts.toReversed();
}

function intervals(starts: readonly number[]): number[] {
  return starts.slice(1).map((start, i) => start - starts[i]!);
}

describe('Rhythm', () => {
  it('finds the same event from wherever it comes', () => {
    const sequential = new Rhythm(7, 2.5, 0.6);
    const jumping = new Rhythm(7, 2.5, 0.6);
    for (let i = 0; i < 4_000; i++) {
      const timeSec = i * 0.21 - 200;
      jumping.seek(((i * 7919) % 4_000) * 3.1 - 2_000);
      jumping.seek(timeSec);
      sequential.seek(timeSec);
      expect([jumping.id, jumping.startSec, jumping.endSec]).toEqual([
        sequential.id,
        sequential.startSec,
        sequential.endSec,
      ]);
      expect(sequential.startSec).toBeLessThanOrEqual(timeSec);
      expect(sequential.endSec).toBeGreaterThan(timeSec);
    }
  });

  it('walks back without a gap or an event twice', () => {
    const rhythm = new Rhythm(3, 1, 0.5);
    rhythm.seek(500);
    for (let i = 0; i < 600; i++) {
      const { startSec, id } = rhythm;
      rhythm.previous();
      expect(rhythm.endSec).toBeCloseTo(startSec, 9);
      expect(rhythm.id).not.toBe(id);
    }
  });

  it.each([
    [0.7, 0.45],
    [2.3, 0.6],
    [4.3, 0.2],
  ])('keeps a mean of %f s with a log-normal spread of %f', (meanSec, spread) => {
    for (let seed = 0; seed < 8; seed++) {
      const found = intervals(listStarts(new Rhythm(seed, meanSec, spread), 0, HOUR_SEC));
      expect(mean(found) / meanSec).toBeGreaterThan(0.93);
      expect(mean(found) / meanSec).toBeLessThan(1.07);
      const logs = found.map(Math.log);
      expect(deviation(logs) / spread).toBeGreaterThan(0.9);
      expect(deviation(logs) / spread).toBeLessThan(1.35);
    }
  });

  it('prefers no time: folded by any period, events fill it evenly', () => {
    const starts = listStarts(new Rhythm(6, 2, 0.5), 0, 4 * HOUR_SEC);
    for (let periodSec = 5; periodSec <= 70; periodSec += 0.5) {
      const bins = Array.from<number>({ length: 64 }).fill(0);
      for (const start of starts) bins[Math.floor(((start % periodSec) / periodSec) * 64)]! += 1;
      // 112 are expected in each, give or take 11.
      expect(Math.max(...bins)).toBeLessThan(185);
    }
  });

  it('has no beat: no lag at which events follow events more than by chance', () => {
    const starts = listStarts(new Rhythm(5, 2, 0.5), 0, HOUR_SEC);
    const cells = Array.from<number>({ length: HOUR_SEC * 2 }).fill(0);
    for (const start of starts) cells[Math.floor(start * 2)] = 1;
    for (let lag = 16; lag < 400; lag++) {
      expect(Math.abs(autocorrelation(cells, lag))).toBeLessThan(0.08);
    }
  });
});
