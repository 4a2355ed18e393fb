import { readFile } from 'node:fs/promises';

/** Mono 16-bit speech. */
export interface Speech {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly durationSec: number;
}

const HEADER_BYTES = 44;

/** Reads one of the recordings in `e2e/speech` (flite, voice slt): plain WAV, mono, 16 bit. */
export async function loadSpeech(name: 'hello' | 'puppy'): Promise<Speech> {
  const file = await readFile(new URL(`../speech/${name}.wav`, import.meta.url));
  const sampleRateHz = file.readUInt32LE(24);
  const bytes = file.buffer.slice(file.byteOffset + HEADER_BYTES, file.byteOffset + file.length);
  return toSpeech(new Int16Array(bytes), sampleRateHz);
}

/** A sine at half of full scale. */
export function makeTone(sampleRateHz: number, durationSec: number, hz = 440): Speech {
  const samples = new Int16Array(Math.round(sampleRateHz * durationSec));
  for (let i = 0; i < samples.length; i++) {
    samples[i] = Math.round(16_384 * Math.sin((2 * Math.PI * hz * i) / sampleRateHz));
  }
  return toSpeech(samples, sampleRateHz);
}

/** The first `durationSec` of a recording. */
export function cut(speech: Speech, durationSec: number): Speech {
  const samples = speech.samples.slice(0, Math.round(durationSec * speech.sampleRateHz));
  return toSpeech(samples, speech.sampleRateHz);
}

function toSpeech(samples: Int16Array, sampleRateHz: number): Speech {
  return { samples, sampleRateHz, durationSec: samples.length / sampleRateHz };
}
