/** Bars per second of sound. */
const ENVELOPE_HZ = 100;

/** How far a segment's wave reaches in each hundredth of a second, 0 to 1. */
export class Envelope {
  readonly #peaks: number[] = [];
  readonly #perBar: number;
  #taken = 0;

  constructor(sampleRateHz: number) {
    this.#perBar = sampleRateHz / ENVELOPE_HZ;
  }

  push(samples: Int16Array): void {
    for (const sample of samples) {
      const bar = Math.floor(this.#taken++ / this.#perBar);
      const peak = Math.abs(sample) / 32_768;
      if (peak > (this.#peaks[bar] ?? -1)) this.#peaks[bar] = peak;
    }
  }

  /** The peak around `mediaSec`; 0 where nothing is known. */
  at(mediaSec: number): number {
    return this.#peaks[Math.floor(mediaSec * ENVELOPE_HZ)] ?? 0;
  }
}
