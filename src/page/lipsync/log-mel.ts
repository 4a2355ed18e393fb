import { LipsyncError } from './lipsync-error.ts';
import { planBands, type MelBand } from './mel-bands.ts';
import { PowerSpectrum } from './power-spectrum.ts';

const WINDOW_SEC = 0.025;
/** Bins at most this far apart, so that the narrowest band holds some. */
const MAX_BIN_HZ = 32;
/** Energy below which nothing is told apart: some 90 dB below full scale. */
const FLOOR = 1e-9;

/**
 * Log-mel energies of one frame, from samples of any rate. Energies are integrals of the power density
 * over hertz, so the same sound gives the same numbers at every rate.
 */
export class LogMel {
  /** Samples that a frame looks at. */
  readonly windowLength: number;
  /** How many of the bands this rate can carry. */
  readonly bandCount: number;
  readonly #window: Float64Array;
  readonly #frame: Float64Array;
  readonly #spectrum: PowerSpectrum;
  readonly #bands: readonly MelBand[];

  /** @throws {LipsyncError} `bad-rate` */
  constructor(sampleRateHz: number) {
    if (!(sampleRateHz >= 8000 && sampleRateHz <= 192_000)) {
      throw LipsyncError.badRate(sampleRateHz);
    }
    this.windowLength = Math.round(WINDOW_SEC * sampleRateHz);
    this.#window = hann(this.windowLength);
    this.#frame = new Float64Array(this.windowLength);
    const wanted = Math.max(this.windowLength, sampleRateHz / MAX_BIN_HZ);
    const fftSize = 2 ** Math.ceil(Math.log2(wanted));
    const energy = this.#window.reduce((sum, w) => sum + w * w, 0);
    this.#spectrum = new PowerSpectrum(fftSize);
    this.#bands = planBands(sampleRateHz, fftSize, 2 / (energy * fftSize));
    this.bandCount = this.#bands.length;
  }

  /**
   * @param samples the frame begins at `offset` and is {@link windowLength} long.
   * @param out natural logarithms; the first {@link bandCount} are overwritten.
   */
  compute(samples: Float32Array, offset: number, out: Float64Array): void {
    for (let i = 0; i < this.windowLength; i++) {
      this.#frame[i] = samples[offset + i]! * this.#window[i]!;
    }
    this.#spectrum.compute(this.#frame);
    for (let i = 0; i < this.bandCount; i++) out[i] = Math.log(this.#energy(i) + FLOOR);
  }

  #energy(index: number): number {
    const { firstBin, weights } = this.#bands[index]!;
    const { power } = this.#spectrum;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[firstBin + i]!;
    return sum;
  }
}

function hann(length: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
}
