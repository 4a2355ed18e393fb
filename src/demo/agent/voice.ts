import type { ReadableStream } from 'node:stream/web';
import type { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';

/** Says one thing at a time through a session; a new one ends the one before. */
export class Voice {
  readonly #session: voice.AgentSession;
  #speech: voice.SpeechHandle | undefined;

  constructor(session: voice.AgentSession) {
    this.#session = session;
  }

  /** @param text the caption, which viewers see in step with the sound. */
  say(text: string, audio: ReadableStream<AudioFrame>): void {
    this.stop();
    this.#speech = this.#session.say(text, { audio, addToChatCtx: false });
  }

  /** Falls silent at once; false when nothing was being said. */
  stop(): boolean {
    const ownSpeech = this.#speech !== undefined && !this.#speech.done();
    const wasSpeaking = ownSpeech || this.#session.agentState === 'speaking';
    this.#session.interrupt();
    this.#speech = undefined;
    return wasSpeaking;
  }
}
