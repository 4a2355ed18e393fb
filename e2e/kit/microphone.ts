import { cut, loadSpeech } from './wav.ts';

/** Header of a WAV file with mono 16-bit samples, in bytes. */
const HEADER_BYTES = 44;

/**
 * What a test's microphone hears, as a WAV file: somebody speaks for four seconds, waits for two, in
 * which an agent may begin to answer, and speaks over that for another two. The first is so long that
 * an answer which repeats it still goes on then, also when a busy machine has missed its beginning.
 */
export async function recordTwoUtterances(): Promise<Uint8Array> {
  const speech = await loadSpeech('puppy');
  const { sampleRateHz } = speech;
  const calm = new Int16Array(sampleRateHz / 2);
  const pause = new Int16Array(sampleRateHz * 2);
  const parts = [calm, cut(speech, 4).samples, pause, cut(speech, 2).samples];
  return toWav(Int16Array.from(parts.flatMap((part) => [...part])), sampleRateHz);
}

function toWav(samples: Int16Array, sampleRateHz: number): Uint8Array {
  const file = Buffer.alloc(HEADER_BYTES + samples.byteLength);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRateHz, 24);
  file.writeUInt32LE(sampleRateHz * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples.byteLength, 40);
  file.set(new Uint8Array(samples.buffer), HEADER_BYTES);
  return file;
}
