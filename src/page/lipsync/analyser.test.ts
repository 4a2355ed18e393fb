import { describe, expect, it } from 'vitest';
import { SpeechAnalyser } from './analyser.ts';
import { LipsyncError } from './lipsync-error.ts';
import { analyse, rowsOf, strongest } from './testing/analyse.ts';
import { loadCommittedModel, loadSpeech } from './testing/load.ts';
import { FRAME_HZ, VISEME_COUNT } from './visemes.ts';

const model = loadCommittedModel();
const { sound } = loadSpeech();
const whole = rowsOf(analyse(sound, model));

describe('SpeechAnalyser', () => {
  it('has a frame for every 10 ms of the sound', () => {
    expect(whole).toHaveLength(Math.ceil((sound.samples.length * FRAME_HZ) / sound.sampleRateHz));
    for (const row of whole) expect(row.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 4);
  });

  it.each([[[1, 7, 160, 3]], [[159]], [[4801, 11]]])('is the same in crumbs of %j', (crumbs) => {
    expect(rowsOf(analyse(sound, model, crumbs))).toEqual(whole);
  });

  it('is final up to 150 ms before what was heard, and stays so', () => {
    const analyser = new SpeechAnalyser({ sampleRateHz: sound.sampleRateHz, model });
    for (let at = 0; at < sound.samples.length; at += 777) {
      analyser.push(sound.samples.subarray(at, at + 777));
      const heardSec = Math.min(at + 777, sound.samples.length) / sound.sampleRateHz;
      expect(analyser.finalFrames / FRAME_HZ).toBeGreaterThanOrEqual(heardSec - 0.15);
      analyser.timeline.sample(heardSec, new Float32Array(VISEME_COUNT)); // asks for a guess
      const last = analyser.finalFrames - 1;
      if (last < 0) continue;
      const row = new Float32Array(VISEME_COUNT);
      analyser.timeline.sample(last / FRAME_HZ, row);
      expect(row).toEqual(whole[last]);
    }
  });

  it('guesses well when the sound comes no faster than it plays', () => {
    let right = 0;
    const analyser = new SpeechAnalyser({ sampleRateHz: sound.sampleRateHz, model });
    const crumb = sound.sampleRateHz / 50;
    const row = new Float32Array(VISEME_COUNT);
    let asked = 0;
    for (let at = 0; at < sound.samples.length - crumb; at += crumb) {
      analyser.push(sound.samples.subarray(at, at + crumb));
      const frame = Math.floor((at / sound.sampleRateHz) * FRAME_HZ) - 2; // 40 ms of sound ahead
      if (frame < 0) continue;
      analyser.timeline.sample(frame / FRAME_HZ, row);
      right += strongest(row) === strongest(whole[frame]!) ? 1 : 0;
      asked++;
    }
    expect(right / asked).toBeGreaterThan(0.7);
  });

  it('eases into silence behind what is known', () => {
    const analyser = new SpeechAnalyser({ sampleRateHz: sound.sampleRateHz, model });
    analyser.push(sound.samples.subarray(0, sound.sampleRateHz / 3));
    const row = new Float32Array(VISEME_COUNT);
    analyser.timeline.sample(0.8, row);
    expect(strongest(row)).toBe('sil');
    expect(analyser.timeline.loudness(0.8)).toBe(0);
  });

  it('knows a voice from its first word on when told', () => {
    const first = new SpeechAnalyser({ sampleRateHz: sound.sampleRateHz, model });
    first.push(sound.samples);
    first.end();
    const inAdvance = rowsOf(analyse(sound, model, undefined, first.voice));
    const change = inAdvance.map((row, i) => Math.abs(row[0]! - whole[i]![0]!));
    expect(Math.max(...change)).toBeGreaterThan(0.01);
    expect(
      inAdvance.map(strongest).filter((v, i) => v === strongest(whole[i]!)).length,
    ).toBeGreaterThan(0.75 * whole.length);
  });

  it('takes nothing after the end, and any end', () => {
    const analyser = new SpeechAnalyser({ sampleRateHz: 8000, model });
    analyser.push(new Float32Array(40));
    analyser.end();
    analyser.push(new Float32Array(8000));
    analyser.end();
    expect(analyser.finalFrames).toBe(1);
    const empty = new SpeechAnalyser({ sampleRateHz: 8000, model });
    empty.end();
    expect(empty.finalFrames).toBe(0);
  });

  it('refuses rates that carry no speech', () => {
    for (const sampleRateHz of [0, 4000, Number.NaN, 400_000]) {
      expect(() => new SpeechAnalyser({ sampleRateHz, model })).toThrow(LipsyncError);
    }
  });
});
