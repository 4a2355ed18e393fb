import { fileURLToPath } from 'node:url';
import { audioFramesFromFile } from '@livekit/agents';
import sentences from '../clips/clips.json' with { type: 'json' };
import { SPEECH_RATE_HZ } from './speech-rate.ts';

export type ClipName = keyof typeof sentences;

/** A clip's sentences, and its sound as {@link readSound} gives it. */
export async function readClip(name: ClipName): Promise<{ text: string; samples: Int16Array }> {
  const path = fileURLToPath(new URL(`../clips/${name}.ogg`, import.meta.url));
  return { text: sentences[name], samples: await readSound(path) };
}

/** Decodes a sound file of any usual format to mono samples at {@link SPEECH_RATE_HZ}. */
export async function readSound(path: string): Promise<Int16Array> {
  const parts: Int16Array[] = [];
  const frames = audioFramesFromFile(path, { sampleRate: SPEECH_RATE_HZ, numChannels: 1 });
  for await (const frame of frames) parts.push(frame.data);
  const samples = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}
