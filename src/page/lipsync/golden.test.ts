import { describe, expect, it } from 'vitest';
import { Framer } from './framer.ts';
import { LogMel } from './log-mel.ts';
import { BAND_COUNT } from './mel-bands.ts';
import { SpeakerNorm } from './speaker-norm.ts';
import { analyse, rowsOf } from './testing/analyse.ts';
import { loadCommittedModel, readGoldenText } from './testing/load.ts';

/** Written by `tools/lipsync/golden.py`, from the training's own code. */
interface Golden {
  readonly every: number;
  readonly cases: readonly {
    readonly sampleRateHz: number;
    readonly frames: number;
    readonly inputs: readonly (readonly number[])[];
    readonly weights: readonly (readonly number[])[];
  }[];
}

const golden = JSON.parse(readGoldenText()) as Golden;
const model = loadCommittedModel();

/** The formula of `golden.py`. */
function makeSound(sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: Math.floor(0.6 * sampleRateHz) }, (_, i) => {
    const t = i / sampleRateHz;
    const glide = 2 * Math.PI * (120 * t + 40 * t * t);
    let buzz = 0;
    for (let k = 1; k < 20; k++) buzz += Math.sin(k * glide) / k;
    return 0.2 * Math.max(0, Math.sin(2 * Math.PI * 2.5 * t)) * buzz;
  });
}

function inputsOf(samples: Float32Array, sampleRateHz: number): number[][] {
  const logMel = new LogMel(sampleRateHz);
  const norm = new SpeakerNorm(model.prior, logMel.bandCount);
  const framer = new Framer(sampleRateHz, logMel.windowLength);
  const logs = new Float64Array(BAND_COUNT);
  const rows: number[][] = [];
  const take = (buffer: Float32Array, offset: number) => {
    logMel.compute(buffer, offset, logs);
    norm.take(logs);
    rows.push([...norm.inputs]);
  };
  framer.push(samples, take);
  framer.end(take);
  return rows;
}

describe.each(golden.cases)('at $sampleRateHz Hz', ({ sampleRateHz, frames, inputs, weights }) => {
  const samples = makeSound(sampleRateHz);

  it('hears the features that the model was trained on', () => {
    const heard = inputsOf(samples, sampleRateHz);
    expect(heard).toHaveLength(frames);
    expectClose(heard, inputs, 1e-3);
  });

  it('sees the mouth that the training’s code sees', () => {
    const rows = rowsOf(analyse({ samples, sampleRateHz }, model)).map((row) => [...row]);
    expectClose(rows, weights, 2e-4);
  });
});

function expectClose(
  rows: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  tolerance: number,
): void {
  expected.forEach((row, i) => {
    row.forEach((value, k) => {
      expect(Math.abs(rows[i * golden.every]![k]! - value)).toBeLessThan(tolerance);
    });
  });
}
