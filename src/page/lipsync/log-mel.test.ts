import { describe, expect, it } from 'vitest';
import { LogMel } from './log-mel.ts';
import { BAND_COUNT } from './mel-bands.ts';
import { PowerSpectrum } from './power-spectrum.ts';

function logsOf(sampleRateHz: number, sound: (sec: number) => number): Float64Array {
  const logMel = new LogMel(sampleRateHz);
  const samples = Float32Array.from({ length: logMel.windowLength }, (_, i) =>
    sound((i - logMel.windowLength / 2) / sampleRateHz),
  );
  const logs = new Float64Array(BAND_COUNT);
  logMel.compute(samples, 0, logs);
  return logs.subarray(0, logMel.bandCount);
}

const vowel = (sec: number) =>
  [200, 400, 600, 1200, 2400, 3000].reduce((sum, hz) => sum + 0.1 * Math.sin(6.2832 * hz * sec), 0);

describe('LogMel', () => {
  it('hears the same at every rate', () => {
    const reference = logsOf(16_000, vowel);
    for (const rate of [8000, 11_025, 22_050, 24_000, 44_100, 48_000, 96_000]) {
      const logs = logsOf(rate, vowel);
      logs.forEach((value, i) => {
        // What matters of a band is above the window's side lobes.
        if (reference[i]! > -9) expect(Math.abs(value - reference[i]!)).toBeLessThan(0.15);
      });
    }
  });

  it('leaves out the bands that a telephone does not carry', () => {
    expect(new LogMel(8000).bandCount).toBeLessThan(BAND_COUNT);
    expect(new LogMel(16_000).bandCount).toBe(BAND_COUNT);
  });

  it('measures a tone’s power in its band', () => {
    const logs = logsOf(48_000, (sec) => 0.5 * Math.sin(2 * Math.PI * 1000 * sec));
    const power = logs.reduce((sum, log) => sum + Math.exp(log), 0);
    expect(power).toBeGreaterThan(0.125 * 0.8);
    expect(power).toBeLessThan(0.125 * 1.2);
  });
});

describe('PowerSpectrum', () => {
  it('equals the sum that defines it', () => {
    const size = 32;
    const samples = Float64Array.from({ length: size }, (_, i) => Math.sin(i * i) + (i % 5));
    const spectrum = new PowerSpectrum(size);
    spectrum.compute(samples);
    for (let k = 0; k <= size / 2; k++) {
      let re = 0;
      let im = 0;
      samples.forEach((x, i) => {
        re += x * Math.cos((2 * Math.PI * k * i) / size);
        im -= x * Math.sin((2 * Math.PI * k * i) / size);
      });
      expect(spectrum.power[k]).toBeCloseTo(re * re + im * im, 8);
    }
  });
});
