/** Sound as 16-bit samples. */
export class SampleTape {
  readonly #samples: Int16Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Int16Array(capacity);
  }

  get samples(): Int16Array<ArrayBuffer> {
    return this.#samples.subarray(0, this.#length);
  }

  append(samples: Float32Array): void {
    for (const sample of samples) {
      this.#samples[this.#length++] = Math.max(-1, Math.min(1, sample)) * 32_767;
    }
  }
}
