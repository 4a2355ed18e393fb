/** Frames per second of the timeline. */
const FRAME_HZ = 100;
/** Half of the Hann window, in frames: a jaw takes some 100 ms to open or close. */
const HALF_WINDOW = 5;

/**
 * How loud a segment is, over its media time. The window looks as far ahead as back, so that the jaw
 * neither trails the sound nor jumps with it.
 */
export class LoudnessTimeline {
  readonly #frameSamples: number;
  readonly #meanSquares: number[] = [];
  #sum = 0;
  #count = 0;
  /** Samples from the segment's start to the end of the frame that is being summed. */
  #frameEnd: number;
  #taken = 0;

  constructor(sampleRateHz: number) {
    this.#frameSamples = sampleRateHz / FRAME_HZ;
    this.#frameEnd = this.#frameSamples;
  }

  /** Takes the segment's next samples, from -1 to 1. */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#sum += sample * sample;
      this.#count++;
      if (++this.#taken >= this.#frameEnd) this.#closeFrame();
    }
  }

  /** Root mean square around `mediaSec`, 0 to 1; 0 where nothing is known. */
  rmsAt(mediaSec: number): number {
    const center = mediaSec * FRAME_HZ - 0.5;
    let sum = 0;
    let weights = 0;
    for (let frame = Math.ceil(center - HALF_WINDOW); frame <= center + HALF_WINDOW; frame++) {
      const weight = 0.5 + 0.5 * Math.cos((Math.PI * (frame - center)) / HALF_WINDOW);
      sum += weight * (this.#meanSquares[frame] ?? 0);
      weights += weight;
    }
    return Math.sqrt(sum / weights);
  }

  #closeFrame(): void {
    this.#meanSquares.push(this.#sum / this.#count);
    this.#sum = 0;
    this.#count = 0;
    this.#frameEnd += this.#frameSamples;
  }
}
