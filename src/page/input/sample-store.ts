const BLOCK_BITS = 16;
const BLOCK_SAMPLES = 1 << BLOCK_BITS;
const FULL_SCALE = 1 / 32768;

/**
 * An append-only tape of mono 16-bit samples. Ten minutes at 24 kHz take 29 MB, and an append costs
 * the same however long the tape is.
 */
export class SampleStore {
  readonly #blocks: Int16Array[] = [];
  #length = 0;

  /** Samples held. */
  get length(): number {
    return this.#length;
  }

  append(samples: Int16Array): void {
    for (let taken = 0; taken < samples.length;) {
      const at = this.#length & (BLOCK_SAMPLES - 1);
      if (at === 0) this.#blocks.push(new Int16Array(BLOCK_SAMPLES));
      const part = samples.subarray(taken, taken + BLOCK_SAMPLES - at);
      this.#blocks.at(-1)!.set(part, at);
      taken += part.length;
      this.#length += part.length;
    }
  }

  /** Copies up to `count` samples from `start` on, as floats from -1 to 1. */
  read(start: number, count: number): Float32Array<ArrayBuffer> {
    const out = new Float32Array(Math.max(0, Math.min(count, this.#length - start)));
    for (let i = 0; i < out.length; i++) {
      const at = start + i;
      out[i] = this.#blocks[at >> BLOCK_BITS]![at & (BLOCK_SAMPLES - 1)]! * FULL_SCALE;
    }
    return out;
  }
}
