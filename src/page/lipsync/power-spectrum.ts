/**
 * Power spectrum of real samples: a radix-2 FFT of half the size over pairs of samples, unfolded.
 * Everything is allocated once.
 */
export class PowerSpectrum {
  /** Bins from 0 Hz to half the sample rate, both included; overwritten by {@link compute}. */
  readonly power: Float64Array;
  readonly #half: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #swap: Uint32Array;

  /** @param size a power of two, at least 4. */
  constructor(size: number) {
    const half = size / 2;
    this.#half = half;
    this.power = new Float64Array(half + 1);
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
    this.#cos = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: half }, (_, i) => Math.sin((2 * Math.PI * i) / size));
    this.#swap = bitReversal(half);
  }

  /** @param samples at most `size`; the rest counts as silence. */
  compute(samples: Float64Array): void {
    this.#load(samples);
    for (let width = 2; width <= this.#half; width *= 2) this.#combine(width);
    this.#unfold();
  }

  #load(samples: Float64Array): void {
    for (let i = 0; i < this.#half; i++) {
      const to = this.#swap[i]!;
      this.#re[to] = 2 * i < samples.length ? samples[2 * i]! : 0;
      this.#im[to] = 2 * i + 1 < samples.length ? samples[2 * i + 1]! : 0;
    }
  }

  /** One stage of butterflies. The tables hold the roots of twice the size, hence the double step. */
  #combine(width: number): void {
    const re = this.#re;
    const im = this.#im;
    const step = (2 * this.#half) / width;
    for (let start = 0; start < this.#half; start += width) {
      for (let k = 0; k < width / 2; k++) {
        const a = start + k;
        const b = a + width / 2;
        const cos = this.#cos[k * step]!;
        const sin = this.#sin[k * step]!;
        const turnedRe = re[b]! * cos + im[b]! * sin;
        const turnedIm = im[b]! * cos - re[b]! * sin;
        re[b] = re[a]! - turnedRe;
        im[b] = im[a]! - turnedIm;
        re[a] = re[a]! + turnedRe;
        im[a] = im[a]! + turnedIm;
      }
    }
  }

  /** Splits the spectrum of the pairs into that of the even and the odd samples, and joins them. */
  #unfold(): void {
    const half = this.#half;
    for (let k = 0; k <= half; k++) {
      const a = k % half;
      const b = (half - k) % half;
      const evenRe = (this.#re[a]! + this.#re[b]!) / 2;
      const evenIm = (this.#im[a]! - this.#im[b]!) / 2;
      const oddRe = (this.#im[a]! + this.#im[b]!) / 2;
      const oddIm = (this.#re[b]! - this.#re[a]!) / 2;
      const cos = k === half ? -1 : this.#cos[k]!;
      const sin = k === half ? 0 : this.#sin[k]!;
      const re = evenRe + oddRe * cos + oddIm * sin;
      const im = evenIm + oddIm * cos - oddRe * sin;
      this.power[k] = re * re + im * im;
    }
  }
}

function bitReversal(size: number): Uint32Array {
  const table = new Uint32Array(size);
  for (let i = 1; i < size; i++) table[i] = (table[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  return table;
}
