import { ReadableStream } from 'node:stream/web';
import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { TimedWord } from './timed-words.ts';

/** Says one thing at a time through a session; a new one ends the one before. */
export class Voice {
  readonly #session: voice.AgentSession;
  #speech: voice.SpeechHandle | undefined;

  constructor(session: voice.AgentSession) {
    this.#session = session;
  }

  /** @param words the caption, which viewers see in step with the sound. */
  say(words: readonly TimedWord[], audio: ReadableStream<AudioFrame>): void {
    this.stop();
    this.#speech = this.#session.say(toTimedText(words), { audio, addToChatCtx: false });
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

/** As LiveKit's transcript synchronizer takes it: its type says `string`, its code both. */
function toTimedText(words: readonly TimedWord[]): ReadableStream<string> {
  const timed = words.map(({ text, startSec }) =>
    voice.createTimedString({ text, startTime: startSec }),
  );
  return ReadableStream.from(timed) as ReadableStream<unknown> as ReadableStream<string>;
}
