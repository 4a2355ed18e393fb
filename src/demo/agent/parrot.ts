import { voice } from '@livekit/agents';
import type { RemoteTrack } from '@livekit/rtc-node';
import type { ReadingMode } from '../wire.ts';
import { SPEECH_RATE_HZ } from './speech-rate.ts';
import { readClip, readSound, type ClipName } from './clips.ts';
import type { Conversation, News } from './conversation.ts';
import { Ear } from './ear.ts';
import { framesOf } from './frames.ts';
import { chooseProgram, speakToFile, type SpeechProgram } from './speech-program.ts';
import { timeWords } from './timed-words.ts';
import { raiseFaint } from './utterance.ts';
import { Voice } from './voice.ts';

/** Shorter than this is no word. */
const MIN_UTTERANCE_SEC = 0.25;
/** About a minute of speech. */
const MAX_TEXT_CHARACTERS = 800;

/**
 * An agent that needs no key: it greets with a clip, says back what it hears, and reads out what is
 * typed. What it shows is real for all that: the same session, the same stream to the avatar and
 * the same interruptions as with the best of models.
 */
export class Parrot implements Conversation {
  readonly session = new voice.AgentSession({
    // No models, so nothing for LiveKit's own listening to feed: the ear below listens.
    vad: null,
    turnHandling: { turnDetection: 'manual', interruption: { resumeFalseInterruption: false } },
    userAwayTimeout: null,
  });
  readonly instructions = '';
  readonly reading: ReadingMode;
  readonly listensBySession = false;
  readonly #voice = new Voice(this.session);
  readonly #programs: readonly SpeechProgram[];
  readonly #news: News;
  #ear: Ear | undefined;
  #textsTyped = 0;

  constructor(programs: readonly SpeechProgram[], news: News) {
    this.#programs = programs;
    this.#news = news;
    this.reading = programs.length > 0 ? 'program' : 'none';
  }

  greet(): void {
    this.#news('The agent says hello.');
    this.#play('greeting');
  }

  onMicrophone(track: RemoteTrack): void {
    this.#ear = new Ear(track, {
      onSpeechStart: () => this.#onSpeechStart(),
      onUtterance: (samples) => this.#sayBack(samples),
    });
    this.#news('The microphone is on: say something, and the avatar says it back.');
  }

  onSilenced(): void {
    this.#ear?.cut();
  }

  onText(text: string): void {
    const order = ++this.#textsTyped;
    const program = chooseProgram(this.#programs, text);
    if (!program) {
      this.#news('There is no speech program on this machine to read out what is typed.');
      this.#play('cannot-read');
      return;
    }
    this.stop();
    this.#readOut(program, text, order).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      this.#news(`${program.name} could not read that out: ${reason}`);
    });
  }

  stop(): boolean {
    return this.#voice.stop();
  }

  #onSpeechStart(): void {
    this.#news(this.stop() ? 'Spoken over: the avatar stopped at once.' : 'Listening to you.');
  }

  #sayBack(samples: Int16Array): void {
    const durationSec = samples.length / SPEECH_RATE_HZ;
    if (durationSec < MIN_UTTERANCE_SEC) return;
    this.#news(`Heard ${durationSec.toFixed(1)} s of speech: the avatar says it back.`);
    this.#voice.say([{ text: '“…”', startSec: 0 }], framesOf(raiseFaint(samples), SPEECH_RATE_HZ));
  }

  async #readOut(program: SpeechProgram, text: string, order: number): Promise<void> {
    const short = text.slice(0, MAX_TEXT_CHARACTERS);
    await speakToFile(program, short, async (path) => {
      const samples = await readSound(path);
      if (order !== this.#textsTyped) return;
      if (samples.length === 0) throw new Error('it made no sound of it');
      this.#news(`Reading out the typed text with ${program.name}.`);
      this.#say(short, samples);
    });
  }

  #play(name: ClipName): void {
    readClip(name).then(
      ({ text, samples }) => this.#say(text, samples),
      (error: unknown) => this.#news(`The recording “${name}” can’t be played: ${String(error)}`),
    );
  }

  #say(text: string, samples: Int16Array): void {
    this.#voice.say(timeWords(text, samples, SPEECH_RATE_HZ), framesOf(samples, SPEECH_RATE_HZ));
  }
}
