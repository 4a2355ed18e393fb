import { readFile } from 'node:fs/promises';
import type { Speech } from '../../e2e/kit/wav.ts';
import { ARKIT_COUNT, ARKIT_INDEX } from '../../src/page/face/index.ts';
import { FRAME_HZ, loadModel, MouthShaper, SpeechAnalyser } from '../../src/page/lipsync/index.ts';
import { toFloat } from '../room/speech.ts';

const MODEL = new URL('../../src/page/lipsync/model.bin', import.meta.url);

/** How much of the parting of the lips beside the jaw's shows: by eye, on the default head. */
const LIPS_SHARE = 0.5;

/** How far our mouth means to be open at 0, 10, 20 … ms of a speech. */
export async function planMouth({ samples, sampleRateHz }: Speech): Promise<Float32Array> {
  const { buffer, byteOffset, byteLength } = await readFile(MODEL);
  const model = loadModel(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  const analyser = new SpeechAnalyser({ sampleRateHz, model });
  analyser.push(toFloat(samples));
  analyser.end();
  const shaper = new MouthShaper();
  const weights = new Float32Array(ARKIT_COUNT);
  return Float32Array.from({ length: analyser.finalFrames }, (_, i) => {
    shaper.shape(analyser.timeline, i / FRAME_HZ, weights);
    return openness(weights);
  });
}

function openness(weights: Float32Array): number {
  const lips = weights[ARKIT_INDEX.mouthLowerDownLeft]! + weights[ARKIT_INDEX.mouthUpperUpLeft]!;
  return weights[ARKIT_INDEX.jawOpen]! + LIPS_SHARE * lips;
}
