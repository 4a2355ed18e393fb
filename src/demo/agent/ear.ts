import { inference, VADEventType, type VADEvent, type VADStream } from '@livekit/agents';
import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import { SPEECH_RATE_HZ } from './speech-rate.ts';
import { UtteranceRecorder } from './utterance.ts';

/** Shorter sounds are a cough or a click: they shall not interrupt. */
const MIN_SPEECH_MS = 150;
/** People pause this long within a sentence; a parrot that answers sooner cuts them off. */
const MIN_SILENCE_MS = 700;
/** Of the silence waited through, this much stays as a natural end. */
const KEPT_SILENCE_MS = 150;
const PRE_ROLL_SEC = 0.4;
const MAX_UTTERANCE_SEC = 30;

/** What an {@link Ear} tells. */
export interface EarEvents {
  /** Somebody has just begun to speak. */
  onSpeechStart(): void;
  /** They are done: mono samples at {@link SPEECH_RATE_HZ}. */
  onUtterance(samples: Int16Array): void;
}

/**
 * Listens to one microphone and tells what is said on it. Speech is told from noise by Silero,
 * which runs on this machine and comes with `@livekit/agents`.
 */
export class Ear {
  readonly #events: EarEvents;
  readonly #vad: VADStream = new inference.VAD({
    minSpeechDuration: MIN_SPEECH_MS,
    minSilenceDuration: MIN_SILENCE_MS,
  }).stream();
  // The detector's own recording is not used: it overwrites the beginning before it can be read.
  readonly #recorder = new UtteranceRecorder({
    sampleRateHz: SPEECH_RATE_HZ,
    preRollSec: PRE_ROLL_SEC,
    maxSec: MAX_UTTERANCE_SEC,
  });

  constructor(track: RemoteTrack, events: EarEvents) {
    this.#events = events;
    void this.#hear(track);
    void this.#judge();
  }

  /** The microphone was muted or is gone: what has been said so far is all. */
  cut(): void {
    if (!this.#recorder.recording) return;
    this.#vad.flush();
    this.#finish(0);
  }

  async #hear(track: RemoteTrack): Promise<void> {
    const stream = new AudioStream(track, { sampleRate: SPEECH_RATE_HZ, numChannels: 1 });
    for await (const frame of stream) {
      this.#recorder.push(frame.data);
      this.#vad.pushFrame(frame);
    }
    this.cut();
    this.#vad.close();
  }

  async #judge(): Promise<void> {
    for await (const event of this.#vad) this.#onEvent(event);
  }

  #onEvent(event: VADEvent): void {
    if (event.type === VADEventType.START_OF_SPEECH) {
      this.#recorder.begin();
      this.#events.onSpeechStart();
    } else if (event.type === VADEventType.END_OF_SPEECH && this.#recorder.recording) {
      this.#finish((MIN_SILENCE_MS - KEPT_SILENCE_MS) / 1000);
    }
  }

  #finish(trailingSec: number): void {
    this.#events.onUtterance(this.#recorder.end(trailingSec));
  }
}
