import { loadSpeech, type Speech } from '../../e2e/kit/wav.ts';
import { resample } from '../lipsync/sounds.ts';

/** What most speech synthesis delivers. */
const SPEECH_RATE_HZ = 24_000;

const PAUSE_SEC = 0.35;
const FULL_SCALE = 32_768;
const AUDIBLE = 0.02;
/** A hum under speech that is going to be cut, so that the cut can be heard wherever it falls. */
const HUM_HZ = 140;
const HUM_LEVEL = 0.02;
const HUM_HARMONICS = 5;

/** Both recordings with a pause between them: 10 s. */
export async function loadTalk(): Promise<Speech> {
  const [hello, puppy] = [await load('hello'), await load('puppy')];
  const pause = new Float32Array(Math.round(PAUSE_SEC * SPEECH_RATE_HZ));
  return toSpeech([hello, pause, puppy]);
}

/** Speech that has no silent moment: 5 s. */
export async function loadHummed(): Promise<Speech> {
  const samples = await load('hello');
  return toSpeech([samples.map((x, i) => 0.9 * x + hum(i / SPEECH_RATE_HZ))]);
}

/** The same again and again. */
export function repeat(speech: Speech, durationSec: number): Speech {
  const samples = new Int16Array(Math.round(durationSec * speech.sampleRateHz));
  for (let at = 0; at < samples.length; at += speech.samples.length) {
    samples.set(speech.samples.subarray(0, samples.length - at), at);
  }
  return { ...speech, samples, durationSec };
}

/** From -1 to 1. */
export function toFloat(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / FULL_SCALE);
}

async function load(name: Parameters<typeof loadSpeech>[0]): Promise<Float32Array> {
  const { samples, sampleRateHz } = await loadSpeech(name);
  return trim(resample({ samples: toFloat(samples), sampleRateHz }, SPEECH_RATE_HZ).samples);
}

/** Without what can't be heard at either end: the first sound is to be a sound. */
function trim(samples: Float32Array): Float32Array {
  const loud = (x: number) => Math.abs(x) > AUDIBLE;
  return samples.slice(samples.findIndex(loud), samples.findLastIndex(loud) + 1);
}

function hum(sec: number): number {
  let sum = 0;
  for (let n = 1; n <= HUM_HARMONICS; n++) sum += Math.sin(2 * Math.PI * HUM_HZ * n * sec) / n;
  return HUM_LEVEL * sum;
}

function toSpeech(parts: readonly Float32Array[]): Speech {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const samples = new Int16Array(length);
  let at = 0;
  for (const part of parts) {
    for (const x of part) samples[at++] = Math.max(-1, Math.min(1, x)) * (FULL_SCALE - 1);
  }
  return { samples, sampleRateHz: SPEECH_RATE_HZ, durationSec: length / SPEECH_RATE_HZ };
}
