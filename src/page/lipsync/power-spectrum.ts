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
    const re = this.#re;
    const im = this.#im;
    const swap = this.#swap;
    for (let i = 0; i < swap.length; i++) {
      const to = swap[i]!;
      re[to] = 2 * i < samples.length ? samples[2 * i]! : 0;
      im[to] = 2 * i + 1 < samples.length ? samples[2 * i + 1]! : 0;
    }
  }

  /** One stage of butterflies. The tables hold the roots of twice the size, hence the double step. */
  #combine(width: number): void {
    const re = this.#re;
    const im = this.#im;
    const cosines = this.#cos;
    const sines = this.#sin;
    const size = this.#half;
    const reach = width / 2;
    const step = (2 * size) / width;
    for (let k = 0; k < reach; k++) {
      const cos = cosines[k * step]!;
      const sin = sines[k * step]!;
      for (let a = k; a < size; a += width) {
        const b = a + reach;
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
    const re = this.#re;
    const im = this.#im;
    const cosines = this.#cos;
    const sines = this.#sin;
    const power = this.power;
    const half = this.#half;
    for (let k = 0; k <= half; k++) {
      const a = k === half ? 0 : k;
      const b = k === 0 ? 0 : half - k;
      const evenRe = (re[a]! + re[b]!) / 2;
      const evenIm = (im[a]! - im[b]!) / 2;
      const oddRe = (im[a]! + im[b]!) / 2;
      const oddIm = (re[b]! - re[a]!) / 2;
      const cos = k === half ? -1 : cosines[k]!;
      const sin = k === half ? 0 : sines[k]!;
      const powerRe = evenRe + oddRe * cos + oddIm * sin;
      const powerIm = evenIm + oddIm * cos - oddRe * sin;
      power[k] = powerRe * powerRe + powerIm * powerIm;
    }
  }
}

function bitReversal(size: number): Uint32Array {
  const table = new Uint32Array(size);
  for (let i = 1; i < size; i++) table[i] = (table[i >> 1]! >> 1) | (i & 1 ? size >> 1 : 0);
  return table;
}
