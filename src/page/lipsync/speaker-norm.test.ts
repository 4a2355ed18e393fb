import { describe, expect, it } from 'vitest';
import { BAND_COUNT } from './mel-bands.ts';
import { SpeakerNorm, type KnownVoice } from './speaker-norm.ts';

const prior = new Float32Array(BAND_COUNT).fill(-9);

/** Syllables that open and close, brighter and darker. */
function frameAt(i: number, gain = 0): Float64Array {
  const open = Math.sin(i / 6);
  return Float64Array.from({ length: BAND_COUNT }, (_, band) => {
    const color = Math.sin(band / 4 + i / 25);
    return -8 + 2 * open + color - band / 8 + gain;
  });
}

function run(norm: SpeakerNorm, from: number, to: number, gain = 0): number[] {
  for (let i = from; i < to; i++) norm.take(frameAt(i, gain));
  return [...norm.inputs];
}

describe('SpeakerNorm', () => {
  it('takes the level out once it knows the voice', () => {
    const loud = run(new SpeakerNorm(prior, BAND_COUNT), 0, 600);
    const quiet = run(new SpeakerNorm(prior, BAND_COUNT), 0, 600, -4);
    loud.forEach((value, i) => expect(Math.abs(value - quiet[i]!)).toBeLessThan(0.25));
  });

  it('goes on with a known voice where it was', () => {
    const first = new SpeakerNorm(prior, BAND_COUNT);
    run(first, 0, 300);
    const next = new SpeakerNorm(prior, BAND_COUNT, first.voice);
    expect(run(next, 300, 320)).toEqual(run(first, 300, 320));
  });

  it('hands out a voice that does not change afterwards', () => {
    const norm = new SpeakerNorm(prior, BAND_COUNT);
    run(norm, 0, 50);
    const voice: KnownVoice = norm.voice;
    const before = [...voice.mean];
    run(norm, 50, 300);
    expect([...voice.mean]).toEqual(before);
  });

  it('hears loudness against the voice’s own loudest', () => {
    const norm = new SpeakerNorm(prior, BAND_COUNT);
    run(norm, 0, 100);
    norm.take(frameAt(9, 2));
    expect(norm.loudness).toBeCloseTo(1, 1);
    norm.take(frameAt(9, -6));
    expect(norm.loudness).toBeLessThan(0.2);
    norm.take(new Float64Array(BAND_COUNT).fill(Math.log(1e-9)));
    expect(norm.loudness).toBe(0);
  });
});
