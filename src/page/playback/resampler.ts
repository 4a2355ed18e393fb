import loadSpeex, { type SpeexModule } from '@echogarden/speex-resampler-wasm/simd';

/** Speex's scale goes to 10; 7 leaves no audible alias in speech at little cost. */
const QUALITY = 7;
/** Samples handed to Speex at a time. */
const BLOCK_SAMPLES = 4096;
const FLOAT_BYTES = 4;

let speex: Promise<SpeexModule> | undefined;

/** Converts one stream of mono samples from one rate to another, without a seam between chunks. */
export interface Resampler {
  /** Converts the next samples. What comes out lags behind what went in by the filter's length. */
  process(input: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  /** The rest, so that as much time came out as went in. */
  flush(): Float32Array<ArrayBuffer>;
  /** Frees its memory. Idempotent. */
  close(): void;
}

/** Makes resamplers once the WebAssembly of SpeexDSP is loaded. */
export async function loadResamplers(): Promise<
  (inRateHz: number, outRateHz: number) => Resampler
> {
  speex ??= loadSpeex();
  const module = await speex;
  return (inRateHz, outRateHz) =>
    inRateHz === outRateHz ? passThrough : new SpeexResampler(module, inRateHz, outRateHz);
}

const passThrough: Resampler = {
  process: (input) => input,
  flush: () => new Float32Array(0),
  close: () => undefined,
};

class SpeexResampler implements Resampler {
  readonly #module: SpeexModule;
  readonly #state: number;
  /** Input and output blocks, then the two lengths that Speex reads and writes. */
  readonly #memory: number;
  readonly #outputSamples: number;
  readonly #ratio: number;
  #taken = 0;
  #given = 0;
  #closed = false;

  constructor(module: SpeexModule, inRateHz: number, outRateHz: number) {
    this.#module = module;
    this.#ratio = outRateHz / inRateHz;
    this.#outputSamples = Math.ceil(BLOCK_SAMPLES * this.#ratio) + 16;
    this.#memory = module._malloc((BLOCK_SAMPLES + this.#outputSamples + 2) * FLOAT_BYTES);
    this.#state = module._speex_resampler_init(1, inRateHz, outRateHz, QUALITY, 0);
    if (this.#state === 0)
      throw new RangeError(`Speex can’t resample ${inRateHz} to ${outRateHz} Hz.`);
    // Without this the output would begin with the filter's delay in silence.
    module._speex_resampler_skip_zeros(this.#state);
  }

  process(input: Float32Array): Float32Array<ArrayBuffer> {
    this.#taken += input.length;
    const parts: Float32Array[] = [];
    for (let done = 0; done < input.length;) {
      const { used, output } = this.#step(input.subarray(done, done + BLOCK_SAMPLES));
      done += used;
      parts.push(output);
      if (used === 0 && output.length === 0) break;
    }
    return this.#give(join(parts));
  }

  flush(): Float32Array<ArrayBuffer> {
    const total = Math.round(this.#taken * this.#ratio);
    const latency = this.#module._speex_resampler_get_input_latency(this.#state);
    const rest = this.#step(new Float32Array(latency)).output;
    const out = new Float32Array(Math.max(0, total - this.#given));
    out.set(rest.subarray(0, out.length));
    return this.#give(out);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#module._speex_resampler_destroy(this.#state);
    this.#module._free(this.#memory);
  }

  #give(output: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    this.#given += output.length;
    return output;
  }

  #step(input: Float32Array): { used: number; output: Float32Array } {
    const module = this.#module;
    const inputAt = this.#memory;
    const outputAt = inputAt + BLOCK_SAMPLES * FLOAT_BYTES;
    const lengthsAt = outputAt + this.#outputSamples * FLOAT_BYTES;
    const lengths = module.HEAPU32.subarray(lengthsAt / FLOAT_BYTES);
    module.HEAPF32.set(input, inputAt / FLOAT_BYTES);
    lengths[0] = input.length;
    lengths[1] = this.#outputSamples;
    module._speex_resampler_process_float(
      this.#state,
      0,
      inputAt,
      lengthsAt,
      outputAt,
      lengthsAt + 4,
    );
    const start = outputAt / FLOAT_BYTES;
    return { used: lengths[0], output: module.HEAPF32.slice(start, start + lengths[1]) };
  }
}

function join(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
