import { ConvLayer } from './conv-layer.ts';
import type { LipsyncModel } from './model.ts';

/** Runs a model frame by frame: what goes in comes out {@link lookAhead} frames later. */
export class Network {
  /** Frames of future that an output has heard. */
  readonly lookAhead: number;
  readonly #layers: readonly ConvLayer[];
  readonly #silence: Float32Array;

  constructor({ layers }: LipsyncModel) {
    this.#layers = layers.map((layer) => new ConvLayer(layer));
    this.lookAhead = this.#layers.reduce((sum, layer) => sum + layer.lookAhead, 0);
    this.#silence = new Float32Array(layers[0]!.inputs);
  }

  /** Takes the next frame; gives the logits of one `lookAhead` earlier, overwritten by the next. */
  push(input: Float32Array): Float32Array | null {
    return this.#run(input, Infinity);
  }

  /** A frame behind the sound's end, of which `frameLimit` frames are there. */
  pushNothing(frameLimit: number): Float32Array | null {
    return this.#run(this.#silence, frameLimit);
  }

  /** Becomes the same as another network of the same model. */
  copyFrom(other: Network): void {
    this.#layers.forEach((layer, i) => layer.copyFrom(other.#layers[i]!));
  }

  #run(input: Float32Array, frameLimit: number): Float32Array | null {
    let values = input;
    for (const layer of this.#layers) {
      if (!layer.push(values, frameLimit)) return null;
      values = layer.output;
    }
    return values;
  }
}
