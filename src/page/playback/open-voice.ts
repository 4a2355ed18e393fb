import { openContextVoice } from './context-voice.ts';
import { openGeneratorVoice } from './generator-voice.ts';
import type { Voice } from './voice.ts';

/** Opens a voice. Chromium takes sound as it is; others through WebAudio. */
export function openVoice(): Promise<Voice> {
  return 'MediaStreamTrackGenerator' in globalThis ? openGeneratorVoice() : openContextVoice();
}
