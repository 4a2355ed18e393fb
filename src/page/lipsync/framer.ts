import { FRAME_HZ } from './visemes.ts';

/** Room for the samples of a frame and of a usual crumb; grows when a crumb is larger. */
const INITIAL_CAPACITY = 16_384;

/**
 * Cuts samples that come in crumbs into overlapping frames, one every 10 ms, each centred on its time.
 * What lies before the beginning and behind the end is silence.
 */
export class Framer {
  readonly #sampleRateHz: number;
  readonly #windowLength: number;
  #buffer = new Float32Array(INITIAL_CAPACITY);
  /** Place in the sound of the buffer's first sample; begins below zero. */
  #origin: number;
  #filled: number;
  #received = 0;
  #frame = 0;

  constructor(sampleRateHz: number, windowLength: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#windowLength = windowLength;
    this.#origin = -windowLength;
    this.#filled = windowLength;
  }

  /** Takes the next samples, and hands out the frames that they complete. */
  push(samples: Float32Array, onFrame: (buffer: Float32Array, offset: number) => void): void {
    this.#received += samples.length;
    this.#append(samples);
    while (this.#startOf(this.#frame) + this.#windowLength <= this.#received) this.#emit(onFrame);
    this.#forget();
  }

  /** The sound is over: hands out the frames up to its last sample. */
  end(onFrame: (buffer: Float32Array, offset: number) => void): void {
    const count = Math.ceil((this.#received * FRAME_HZ) / this.#sampleRateHz);
    this.#append(new Float32Array(2 * this.#windowLength));
    while (this.#frame < count) this.#emit(onFrame);
  }

  #startOf(frame: number): number {
    const center = Math.floor((frame * this.#sampleRateHz) / FRAME_HZ + 0.5);
    return center - Math.floor(this.#windowLength / 2);
  }

  #emit(onFrame: (buffer: Float32Array, offset: number) => void): void {
    onFrame(this.#buffer, this.#startOf(this.#frame++) - this.#origin);
  }

  #append(samples: Float32Array): void {
    const needed = this.#filled + samples.length;
    if (needed > this.#buffer.length) {
      const larger = new Float32Array(2 * needed);
      larger.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = larger;
    }
    this.#buffer.set(samples, this.#filled);
    this.#filled = needed;
  }

  /** Moves what the next frame still needs to the front. */
  #forget(): void {
    const from = this.#startOf(this.#frame) - this.#origin;
    if (from <= 0) return;
    this.#buffer.copyWithin(0, from, this.#filled);
    this.#origin += from;
    this.#filled -= from;
  }
}
