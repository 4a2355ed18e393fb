import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { loudnessFromRms, loudnessToMouth } from './jaw.ts';
import { lipGapMm } from './test-kit/face-units.ts';
import { deviation, largestStep } from './test-kit/film.ts';

const mouth = new Float32Array(ARKIT_COUNT);

function mouthAt(loudness: number, mediaSec: number): Float32Array {
  loudnessToMouth(loudness, mediaSec, mouth);
  return mouth;
}

describe('loudnessToMouth', () => {
  it('opens the mouth further the louder it gets, from shut', () => {
    for (let mediaSec = 0; mediaSec < 10; mediaSec += 0.13) {
      const gaps = [0, 0.2, 0.5, 0.8, 1].map((loudness) => lipGapMm(mouthAt(loudness, mediaSec)));
      expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
      expect(new Set(gaps).size).toBe(gaps.length);
      expect(lipGapMm(mouthAt(0, mediaSec))).toBe(0);
    }
  });

  it('varies the lips at the same loudness, smoothly', () => {
    const frames = Array.from({ length: 3_000 }, (_, i) => Array.from(mouthAt(0.8, i / 100)));
    for (const name of ['jawOpen', 'mouthFunnel', 'mouthStretchLeft'] as const) {
      const track = frames.map((frame) => frame[ARKIT_INDEX[name]]!);
      expect(deviation(track)).toBeGreaterThan(0.01);
      expect(largestStep(track)).toBeLessThan(0.04);
    }
  });

  it('overwrites what was there, and stays within 0 and 1', () => {
    mouth.fill(9);
    loudnessToMouth(7, 1, mouth);
    expect(Math.max(...mouth)).toBeLessThanOrEqual(1);
    expect(Math.min(...mouth)).toBe(0);
  });
});

describe('loudnessFromRms', () => {
  it('goes from silence to loud speech in steps of the ear', () => {
    expect(loudnessFromRms(0)).toBe(0);
    expect(loudnessFromRms(0.001)).toBe(0);
    expect(loudnessFromRms(0.3)).toBe(1);
    const [quiet, middle, loud] = [0.01, 0.03, 0.09].map(loudnessFromRms);
    expect(middle! - quiet!).toBeCloseTo(loud! - middle!, 9);
  });
});
