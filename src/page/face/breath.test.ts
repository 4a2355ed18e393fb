import { describe, expect, it } from 'vitest';
import { Breath } from './breath.ts';
import { CueLog } from './cue-log.ts';
import { Moment } from './moment.ts';
import { deviation, largestStep, mean } from './test-kit/film.ts';

const FPS = 30;

function breathe(seed: number, log: CueLog, durationSec: number): number[] {
  const breath = new Breath(seed);
  const moment = new Moment();
  return Array.from({ length: durationSec * FPS }, (_, i) => {
    moment.read(i / FPS, log);
    return breath.at(moment);
  });
}

/** Frames at which the lungs begin to fill. */
function inhalations(track: readonly number[]): number[] {
  return track.flatMap((value, i) => (i > 0 && track[i - 1] === 0 && value > 0 ? [i] : []));
}

describe('Breath', () => {
  it('comes 12 to 16 times a minute, unevenly', () => {
    for (let seed = 0; seed < 10; seed++) {
      const starts = inhalations(breathe(seed, new CueLog(), 900));
      const gaps = starts.slice(1).map((start, i) => (start - starts[i]!) / FPS);
      expect(60 / mean(gaps)).toBeGreaterThan(12);
      expect(60 / mean(gaps)).toBeLessThan(16);
      const variation = deviation(gaps) / mean(gaps);
      expect(variation).toBeGreaterThan(0.14);
      expect(variation).toBeLessThan(0.3);
    }
  });

  it('takes less time in than out, and less still in speech', () => {
    const talking = new CueLog();
    talking.addPhrase(-5);
    const inhalingShare = (log: CueLog) => {
      const track = breathe(2, log, 600);
      return track.filter((value, i) => i > 0 && value > track[i - 1]!).length / track.length;
    };
    expect(inhalingShare(new CueLog())).toBeLessThan(0.46);
    expect(inhalingShare(new CueLog())).toBeGreaterThan(0.36);
    expect(inhalingShare(talking)).toBeLessThan(0.32);
  });

  it('stays within 0 and 1, varies in depth, and never jumps', () => {
    const track = breathe(3, new CueLog(), 600);
    expect(Math.min(...track)).toBe(0);
    expect(Math.max(...track)).toBeLessThan(1);
    expect(largestStep(track)).toBeLessThan(0.08);
    const tops = track.filter((v, i) => i > 0 && v > track[i - 1]! && v > (track[i + 1] ?? 0));
    expect(deviation(tops) / mean(tops)).toBeGreaterThan(0.2);
  });
});
