import { ARKIT_COUNT, ARKIT_INDEX } from '../../src/page/face/index.ts';
import {
  FRAME_HZ,
  MouthShaper,
  SpeechAnalyser,
  type LipsyncModel,
  type WavSound,
} from '../../src/page/lipsync/index.ts';
import type { Mark } from './truth.ts';

/** What the finished mouth does at 0, 10, 20 … ms. */
export interface LipTrack {
  /** 1 where the lips touch. */
  readonly sealed: Uint8Array;
  readonly jawOpen: Float32Array;
}

/** Press from which the default head's lips touch, and the most that the jaw may be open then. */
const TOUCHING_PRESS = 0.3;
const TOUCHING_JAW = 0.05;

/** Runs sound through the analyser and the mouth shaper. */
export function trackLips({ samples, sampleRateHz }: WavSound, model: LipsyncModel): LipTrack {
  const analyser = new SpeechAnalyser({ sampleRateHz, model });
  analyser.push(samples);
  analyser.end();
  const shaper = new MouthShaper();
  const weights = new Float32Array(ARKIT_COUNT);
  const sealed = new Uint8Array(analyser.finalFrames);
  const jawOpen = new Float32Array(analyser.finalFrames);
  for (let i = 0; i < sealed.length; i++) {
    shaper.shape(analyser.timeline, i / FRAME_HZ, weights);
    jawOpen[i] = weights[ARKIT_INDEX.jawOpen]!;
    const press = weights[ARKIT_INDEX.mouthPressLeft]!;
    sealed[i] = press > TOUCHING_PRESS && jawOpen[i]! < TOUCHING_JAW ? 1 : 0;
  }
  return { sealed, jawOpen };
}

/** Share of p, b, m in which the lips touch within 40 ms of the sound. */
export function lipRecall(tracks: readonly { lips: LipTrack; marks: readonly Mark[] }[]): number {
  const hits = tracks.flatMap(({ lips, marks }) =>
    marks.filter(({ viseme }) => viseme === 'PP').map((mark) => touches(lips, mark)),
  );
  return hits.filter(Boolean).length / hits.length;
}

function touches({ sealed }: LipTrack, { startSec, endSec }: Mark): boolean {
  const from = Math.max(0, Math.ceil((startSec - 0.04) * FRAME_HZ));
  return sealed.subarray(from, Math.floor((endSec + 0.04) * FRAME_HZ) + 1).includes(1);
}
