/** What we use of SpeexDSP's resampler (speex_resampler.h), compiled to WebAssembly. */
declare module '@echogarden/speex-resampler-wasm/simd' {
  type Pointer = number;
  export interface SpeexModule {
    readonly HEAPF32: Float32Array;
    readonly HEAPU32: Uint32Array;
    _malloc(bytes: number): Pointer;
    _free(pointer: Pointer): void;
    _speex_resampler_init(
      channels: number,
      inRateHz: number,
      outRateHz: number,
      quality: number,
      error: Pointer,
    ): Pointer;
    _speex_resampler_destroy(state: Pointer): void;
    _speex_resampler_skip_zeros(state: Pointer): number;
    _speex_resampler_get_input_latency(state: Pointer): number;
    _speex_resampler_process_float(
      state: Pointer,
      channel: number,
      input: Pointer,
      inputLength: Pointer,
      output: Pointer,
      outputLength: Pointer,
    ): number;
  }
  export default function loadSpeex(): Promise<SpeexModule>;
}
