import { voice } from '@livekit/agents';
import type { ReadingMode } from '../wire.ts';
import type { Conversation, News } from './conversation.ts';
import type { Models } from './models.ts';
import { Voice } from './voice.ts';

const INSTRUCTIONS =
  'You are the voice of a 3D talking head called Mouthpiece, shown in a browser. You are friendly, ' +
  'curious and brief: one to three short sentences, spoken aloud, without any formatting.';

/** An agent with models behind it: an ordinary LiveKit voice agent. */
export class Talker implements Conversation {
  readonly session: voice.AgentSession;
  readonly instructions = INSTRUCTIONS;
  readonly reading: ReadingMode = 'model';
  readonly listensBySession = true;
  readonly #voice: Voice;
  readonly #news: News;
  readonly #onFailed: (sentence: string) => void;

  /** @param onFailed the models can't be reached any more, and the session has closed. */
  constructor(models: Models, news: News, onFailed: (sentence: string) => void) {
    const { stt, llm, tts } = models;
    this.session = new voice.AgentSession({ stt, llm, tts, userAwayTimeout: null });
    this.#voice = new Voice(this.session);
    this.#news = news;
    this.#onFailed = onFailed;
    this.#report(models.name);
  }

  greet(): void {
    this.#news('The agent says hello.');
    this.session.generateReply({
      instructions: 'Greet the person who has just come, and ask one question.',
    });
  }

  onText(text: string): void {
    this.stop();
    this.session.generateReply({ userInput: text });
  }

  onMicrophone(): void {
    this.#news('The microphone is on: speak, and the agent answers.');
  }

  /** The session's own turn detection sees to that. */
  onSilenced(): void {}

  stop(): boolean {
    return this.#voice.stop();
  }

  #report(provider: string): void {
    const { Close, UserInputTranscribed } = voice.AgentSessionEventTypes;
    this.session.on(Close, ({ error }) => {
      if (error) this.#onFailed(`${provider} failed: ${reasonOf(error)}`);
    });
    this.session.on(UserInputTranscribed, ({ isFinal, transcript }) => {
      if (isFinal) this.#news(`Heard: “${transcript}”`);
    });
  }
}

/** Sessions wrap the errors of their models in objects of their own. */
function reasonOf(wrapped: object): string {
  const error = 'error' in wrapped ? wrapped.error : wrapped;
  return error instanceof Error ? `${error.message}.`.replace(/[.]+$/, '.') : 'nobody knows why.';
}
