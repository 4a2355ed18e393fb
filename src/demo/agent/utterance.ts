/** How an {@link UtteranceRecorder} cuts. */
export interface UtteranceOptions {
  readonly sampleRateHz: number;
  /** Sound kept from before the speech was noticed, so that its first sound is not lost. */
  readonly preRollSec: number;
  /** What is said beyond this is not kept. */
  readonly maxSec: number;
}

/**
 * Keeps what a person says, from a little before it was noticed to its end. Mono samples, all at
 * one rate.
 */
export class UtteranceRecorder {
  readonly #options: UtteranceOptions;
  #chunks: Int16Array[] = [];
  #length = 0;
  #recording = false;

  constructor(options: UtteranceOptions) {
    this.#options = options;
  }

  get recording(): boolean {
    return this.#recording;
  }

  /** Takes the next samples; they are copied, since their owner may reuse them. */
  push(samples: Int16Array): void {
    if (this.#recording && this.#length >= this.#samplesIn(this.#options.maxSec)) return;
    this.#chunks.push(samples.slice());
    this.#length += samples.length;
    if (!this.#recording) this.#forgetBeyond(this.#samplesIn(this.#options.preRollSec));
  }

  /** Speech has begun: from now on nothing is forgotten. */
  begin(): void {
    this.#recording = true;
  }

  /**
   * Speech is over.
   *
   * @param trailingSec silence that the detector waited through; it is cut from the end.
   */
  end(trailingSec: number): Int16Array {
    const whole = this.#join();
    this.#chunks = [];
    this.#length = 0;
    this.#recording = false;
    return whole.subarray(0, Math.max(0, whole.length - this.#samplesIn(trailingSec)));
  }

  #forgetBeyond(keep: number): void {
    for (let first = this.#chunks[0]; first; first = this.#chunks[0]) {
      if (this.#length - first.length < keep) return;
      this.#chunks.shift();
      this.#length -= first.length;
    }
  }

  #join(): Int16Array {
    const whole = new Int16Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }

  #samplesIn(seconds: number): number {
    return Math.round(seconds * this.#options.sampleRateHz);
  }
}

/** Loudest sample of the result, of 32767. */
const TARGET_PEAK = 20_000;
/** More than this would raise a room's noise rather than a voice. */
const MAX_GAIN = 8;

/** Raises a faint recording to the loudness of ordinary speech; never lowers one. */
export function raiseFaint(samples: Int16Array): Int16Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = Math.min(MAX_GAIN, TARGET_PEAK / peak);
  return gain > 1 ? samples.map((sample) => Math.round(sample * gain)) : samples;
}
