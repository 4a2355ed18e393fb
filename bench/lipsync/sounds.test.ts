import { describe, expect, it } from 'vitest';
import { addNoise, pinkNoise, resample, rms, whiteNoise } from './sounds.ts';

function tone(hz: number, sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: sampleRateHz }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
  );
}

describe('resample', () => {
  it.each([
    [16_000, 48_000],
    [16_000, 8000],
    [22_050, 48_000],
  ])('keeps a tone from %d to %d Hz', (from, to) => {
    const { samples } = resample({ samples: tone(700, from), sampleRateHz: from }, to);
    const expected = tone(700, to);
    for (let i = to / 4; i < to / 2; i++) expect(samples[i]).toBeCloseTo(expected[i]!, 2);
  });

  it('removes what the lower rate cannot carry', () => {
    const { samples } = resample({ samples: tone(6000, 16_000), sampleRateHz: 16_000 }, 8000);
    expect(rms(samples.subarray(1000, 7000))).toBeLessThan(0.01);
  });
});

describe('addNoise', () => {
  it.each([whiteNoise, pinkNoise])('adds it at the wanted level', (noise) => {
    const samples = tone(300, 16_000);
    const noisy = addNoise({ samples, sampleRateHz: 16_000 }, noise, 10, 3);
    const added = noisy.samples.map((x, i) => x - samples[i]!);
    expect(20 * Math.log10(rms(samples) / rms(added))).toBeCloseTo(10, 0);
  });
});
