import { fileURLToPath } from 'node:url';
import type { ReadableStream } from 'node:stream/web';
import { audioFramesFromFile } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import sentences from '../clips/clips.json' with { type: 'json' };
import { SPEECH_RATE_HZ } from './speech-rate.ts';

export type ClipName = keyof typeof sentences;

/** A clip's sentences and its sound. */
export function openClip(name: ClipName): { text: string; audio: ReadableStream<AudioFrame> } {
  const path = fileURLToPath(new URL(`../clips/${name}.ogg`, import.meta.url));
  return { text: sentences[name], audio: openSound(path) };
}

/** Decodes a sound file of any usual format to mono frames at {@link SPEECH_RATE_HZ}. */
export function openSound(path: string): ReadableStream<AudioFrame> {
  return audioFramesFromFile(path, { sampleRate: SPEECH_RATE_HZ, numChannels: 1 });
}
