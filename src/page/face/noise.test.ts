import { describe, expect, it } from 'vitest';
import { deriveSeed, normal, smoothNoise, uniform } from './noise.ts';
import { autocorrelation, deviation, mean } from './test-kit/film.ts';

const COUNT = 20_000;
const indices = Array.from({ length: COUNT }, (_, i) => i);

describe('uniform', () => {
  it('fills [0, 1) evenly, for neighbouring arguments of every kind', () => {
    for (const draw of [
      (i: number) => uniform(1, i),
      (i: number) => uniform(i, 5),
      (i: number) => uniform(-3, -7, i),
      (i: number) => uniform(0, -i, 2),
    ]) {
      const bins = Array.from<number>({ length: 20 }).fill(0);
      for (const i of indices) bins[Math.floor(draw(i) * 20)]! += 1;
      // Twenty bins of 1,000 expected: a fair one strays by 31 in the mean; 5 times that never.
      for (const count of bins) expect(Math.abs(count - COUNT / 20)).toBeLessThan(155);
    }
  });

  it('has no memory from one argument to the next', () => {
    const draws = indices.map((i) => uniform(9, i));
    for (const lag of [1, 2, 3, 64])
      expect(Math.abs(autocorrelation(draws, lag))).toBeLessThan(0.03);
  });
});

describe('normal', () => {
  it('is centred, of unit spread, and cut at three', () => {
    const draws = indices.map((i) => normal(4, i, 3));
    expect(Math.abs(mean(draws))).toBeLessThan(0.03);
    expect(deviation(draws)).toBeCloseTo(1, 1);
    expect(Math.max(...draws.map(Math.abs))).toBeLessThanOrEqual(3);
  });
});

describe('smoothNoise', () => {
  const fine = Array.from({ length: 50_000 }, (_, i) => smoothNoise(11, i / 50 - 300));

  it('stays within −1 and 1 and uses most of it', () => {
    expect(Math.max(...fine)).toBeLessThan(1);
    expect(Math.min(...fine)).toBeGreaterThan(-1);
    expect(deviation(fine)).toBeGreaterThan(0.3);
  });

  it('bends gently, also across lattice points', () => {
    const bends = fine.slice(2).map((value, i) => Math.abs(value - 2 * fine[i + 1]! + fine[i]!));
    expect(Math.max(...bends)).toBeLessThan(0.0025);
  });

  it('moves on at lattice points as well as between them', () => {
    const speedAt = (offset: number) =>
      mean(
        indices.map((i) =>
          Math.abs(smoothNoise(5, i + offset + 0.01) - smoothNoise(5, i + offset)),
        ),
      );
    expect(speedAt(0) / speedAt(0.5)).toBeGreaterThan(0.7);
  });

  it('forgets its past within a few bends', () => {
    for (const lag of [200, 500, 1_000, 5_000]) {
      expect(Math.abs(autocorrelation(fine, lag))).toBeLessThan(0.15);
    }
  });
});

describe('deriveSeed', () => {
  it('tells layers and seeds apart', () => {
    const seeds = ['blink', 'gaze', 'sway x', 'sway y'].flatMap((layer) =>
      [0, 1, 2, -1].map((seed) => deriveSeed(seed, layer)),
    );
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});
