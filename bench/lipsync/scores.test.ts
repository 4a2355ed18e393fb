import { describe, expect, it } from 'vitest';
import { VISEME_INDEX, type Viseme } from '../../src/page/lipsync/index.ts';
import { score } from './scores.ts';
import { markVisemes, truthFrames } from './truth.ts';

const frames = (...parts: [Viseme, number][]) =>
  Uint8Array.from(parts.flatMap(([v, n]) => Array<number>(n).fill(VISEME_INDEX[v])));

const marks = markVisemes([
  { name: 'pau', endSec: 0.3 },
  { name: 'm', endSec: 0.4 },
  { name: 'aa', endSec: 0.7 },
  { name: 'b', endSec: 0.78 },
  { name: 'iy', endSec: 1 },
]);
const truth = truthFrames(marks, 100);

describe('score', () => {
  it('is full for the truth itself', () => {
    const scores = score([{ truth, shown: truth, marks }]);
    expect(scores).toMatchObject({ accuracy15: 1, accuracy5: 1, bestLagMs: 0, closureRecall: 1 });
    expect(scores.closurePrecision).toBe(1);
    expect(scores.closureErrorMs).toBeLessThanOrEqual(5);
  });

  it('finds by how much something trails', () => {
    const shown = Uint8Array.from(truth, (_, i) => truth[Math.max(0, i - 7)]!);
    const scores = score([{ truth, shown, marks }]);
    expect(scores.bestLagMs).toBe(70);
    expect(scores.accuracy15).toBeLessThan(0.8);
    expect(scores.accuracy15AtBest).toBeGreaterThan(0.9);
  });

  it('counts alike mouths as one group, and closures missed or made up', () => {
    const shown = frames(['sil', 40], ['E', 30], ['sil', 8], ['PP', 22]);
    const scores = score([{ truth, shown, marks }]);
    expect(scores.accuracy15).toBeCloseTo(0.3);
    expect(scores.accuracy5).toBeCloseTo(0.78);
    expect(scores.closureRecall).toBe(0.5); // the b, by what begins 40 ms after it
    expect(scores.closurePrecision).toBeLessThan(0.25);
  });
});

describe('truth', () => {
  it('splits diphthongs and gives h the shape that follows', () => {
    const found = markVisemes([
      { name: 'hh', endSec: 0.1 },
      { name: 'ow', endSec: 0.2 },
    ]);
    expect(found.map(({ viseme }) => viseme)).toEqual(['O', 'O', 'U']);
    expect(found[1]!.endSec).toBeCloseTo(0.16);
  });

  it('does not guess at phonemes that it does not know', () => {
    expect(() => markVisemes([{ name: 'qq', endSec: 1 }])).toThrow(/"qq"/);
  });
});
