import type { Layer } from './model.ts';

/** Frames that a layer remembers; more than any tap reaches back and ahead. A power of two. */
const RING_FRAMES = 64;

/**
 * One temporal convolution that runs as frames come. What lies outside the sound is zero in every
 * layer, in training as here.
 */
export class ConvLayer {
  /** Output of the last frame that was computed. */
  readonly output: Float32Array;
  /** Frames by which the output trails the input. */
  readonly lookAhead: number;
  readonly #layer: Layer;
  readonly #ring: Float32Array;
  #received = 0;

  constructor(layer: Layer) {
    this.#layer = layer;
    this.lookAhead = Math.max(...layer.taps);
    this.output = new Float32Array(layer.outputs);
    this.#ring = new Float32Array(RING_FRAMES * layer.inputs);
  }

  /**
   * Takes the next frame.
   *
   * @param frameLimit frames from here on lie behind the sound's end: their output is zero.
   * @returns whether {@link output} now holds a frame.
   */
  push(input: Float32Array, frameLimit: number): boolean {
    const { inputs } = this.#layer;
    this.#ring.set(input, (this.#received % RING_FRAMES) * inputs);
    const frame = this.#received++ - this.lookAhead;
    if (frame < 0) return false;
    if (frame >= frameLimit) this.output.fill(0);
    else this.#compute(frame);
    return true;
  }

  /** Becomes the same as another instance of the same layer. */
  copyFrom(other: ConvLayer): void {
    this.#ring.set(other.#ring);
    this.#received = other.#received;
  }

  #compute(frame: number): void {
    const { taps, inputs, kind, matrix } = this.#layer;
    for (let t = 0; t < taps.length; t++) {
      const start = ((frame + taps[t]! + RING_FRAMES) % RING_FRAMES) * inputs;
      for (let i = 0; i < inputs; i++) matrix.input[t * inputs + i] = this.#ring[start + i]!;
    }
    matrix.multiply();
    if (kind === 'output') return this.output.set(matrix.output);
    const start = (frame % RING_FRAMES) * inputs;
    for (let o = 0; o < this.output.length; o++) {
      const rectified = Math.max(0, matrix.output[o]!);
      this.output[o] = kind === 'residual' ? this.#ring[start + o]! + rectified : rectified;
    }
  }
}
