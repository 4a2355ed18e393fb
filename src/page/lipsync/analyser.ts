import { Framer } from './framer.ts';
import { LogMel } from './log-mel.ts';
import { BAND_COUNT } from './mel-bands.ts';
import type { LipsyncModel } from './model.ts';
import { Network } from './network.ts';
import { SpeakerNorm, type KnownVoice } from './speaker-norm.ts';
import { FrameTimeline, type VisemeTimeline } from './timeline.ts';

export interface SpeechAnalyserOptions {
  /** 8000 to 192000. */
  readonly sampleRateHz: number;
  readonly model: LipsyncModel;
  /** What an earlier segment of the same speaker knew in the end: right from the first word on. */
  readonly voice?: KnownVoice | undefined;
}

/**
 * Hears one segment of speech and knows its mouth shapes. The timeline up to `t` is final once the
 * sound up to `t` + 143 ms is in, and is the same in whatever crumbs the sound came. Asked for more,
 * it says what the sound so far suggests.
 *
 * @example
 * const analyser = new SpeechAnalyser({ sampleRateHz: 24_000, model });
 * analyser.push(samples); // as often as they come
 * analyser.end();
 * analyser.timeline.sample(mediaSec, weights);
 */
export class SpeechAnalyser {
  readonly #timeline = new FrameTimeline(() => this.#guess());
  readonly #framer: Framer;
  readonly #logMel: LogMel;
  readonly #norm: SpeakerNorm;
  readonly #network: Network;
  /** A second network that runs ahead of the sound when guesses are asked for. */
  readonly #guesser: Network;
  readonly #logs = new Float64Array(BAND_COUNT);
  /** Loudness of the frames that the network still holds, by frame number. */
  readonly #loudness = new Float32Array(32);
  #heard = 0;
  #guessedAt = 0;
  #ended = false;

  /** @throws {LipsyncError} `bad-rate` */
  constructor({ sampleRateHz, model, voice }: SpeechAnalyserOptions) {
    this.#logMel = new LogMel(sampleRateHz);
    this.#framer = new Framer(sampleRateHz, this.#logMel.windowLength);
    this.#norm = new SpeakerNorm(model.prior, this.#logMel.bandCount, voice);
    this.#network = new Network(model);
    this.#guesser = new Network(model);
  }

  get timeline(): VisemeTimeline {
    return this.#timeline;
  }

  /** Frames of 10 ms that will not change any more. */
  get finalFrames(): number {
    return this.#timeline.length;
  }

  /** The speaker's voice as it is known by now, for the next segment's analyser. */
  get voice(): KnownVoice {
    return this.#norm.voice;
  }

  /** Takes the next mono samples, from -1 to 1. Nothing counts after {@link end}. */
  push(pcm: Float32Array): void {
    if (!this.#ended) this.#framer.push(pcm, this.#hear);
  }

  /** No more sound will come: everything becomes final. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#framer.end(this.#hear);
    for (let i = 0; i < this.#network.lookAhead; i++) {
      const logits = this.#network.pushNothing(this.#heard);
      if (logits && this.finalFrames < this.#heard) this.#finish(logits);
    }
  }

  readonly #hear = (buffer: Float32Array, offset: number): void => {
    this.#logMel.compute(buffer, offset, this.#logs);
    this.#norm.take(this.#logs);
    this.#loudness[this.#heard++ % this.#loudness.length] = this.#norm.loudness;
    const logits = this.#network.push(this.#norm.inputs);
    if (logits) this.#finish(logits);
  };

  #finish(logits: Float32Array): void {
    this.#timeline.append(logits, this.#loudnessOf(this.finalFrames));
  }

  #loudnessOf(frame: number): number {
    return this.#loudness[frame % this.#loudness.length]!;
  }

  /** Fills in the frames that are heard but not final, as if the sound ended here. */
  #guess(): void {
    if (this.#ended || this.#guessedAt === this.#heard) return;
    this.#guessedAt = this.#heard;
    this.#guesser.copyFrom(this.#network);
    const waiting = this.#heard - this.finalFrames;
    let guessed = 0;
    for (let i = 0; i < this.#guesser.lookAhead; i++) {
      const logits = this.#guesser.pushNothing(this.#heard);
      if (!logits || guessed === waiting) continue;
      this.#timeline.guess(guessed, logits, this.#loudnessOf(this.finalFrames + guessed));
      guessed++;
    }
  }
}
