import { SpeechAnalyser } from '../analyser.ts';
import type { LipsyncModel } from '../model.ts';
import type { KnownVoice } from '../speaker-norm.ts';
import type { VisemeTimeline } from '../timeline.ts';
import { FRAME_HZ, VISEME_COUNT, VISEMES, type Viseme } from '../visemes.ts';
import type { WavSound } from '../wav.ts';

/** The timeline of a whole sound, given in crumbs of these lengths, over and over. */
export function analyse(
  { samples, sampleRateHz }: WavSound,
  model: LipsyncModel,
  crumbs: readonly number[] = [samples.length],
  voice?: KnownVoice,
): VisemeTimeline {
  const analyser = new SpeechAnalyser({ sampleRateHz, model, voice });
  for (let at = 0, i = 0; at < samples.length; i++) {
    const end = at + crumbs[i % crumbs.length]!;
    analyser.push(samples.subarray(at, end));
    at = end;
  }
  analyser.end();
  return analyser.timeline;
}

/** All final weights, one row per frame. */
export function rowsOf(timeline: VisemeTimeline): Float32Array[] {
  return Array.from({ length: timeline.length }, (_, i) => {
    const row = new Float32Array(VISEME_COUNT);
    timeline.sample(i / FRAME_HZ, row);
    return row;
  });
}

export function strongest(weights: Float32Array): Viseme {
  return VISEMES[weights.indexOf(Math.max(...weights))]!;
}
