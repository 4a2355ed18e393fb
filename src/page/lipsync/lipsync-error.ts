/**
 * `bad-model`: not a model file of this version; `bad-rate`: a sample rate that carries no speech;
 * `no-simd`: an engine whose WebAssembly has no vectors.
 */
export type LipsyncErrorReason = 'bad-model' | 'bad-rate' | 'no-simd';

/** What can be wrong with what the lip-sync is given. */
export class LipsyncError extends Error {
  override readonly name = 'LipsyncError';
  readonly reason: LipsyncErrorReason;

  constructor(reason: LipsyncErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }

  /** @param problem what about the file is wrong, as the end of a sentence. */
  static badModel(problem: string, cause?: unknown): LipsyncError {
    const options = cause === undefined ? undefined : { cause };
    return new LipsyncError('bad-model', `This is no lip-sync model: ${problem}.`, options);
  }

  static badRate(sampleRateHz: number): LipsyncError {
    const message = `Speech at ${sampleRateHz} Hz can’t be analysed; give 8000 to 192000 Hz.`;
    return new LipsyncError('bad-rate', message);
  }

  static noSimd(cause: unknown): LipsyncError {
    const message =
      'The lip-sync needs WebAssembly with SIMD, which this browser lacks: use one of 2023 or later.';
    return new LipsyncError('no-simd', message, { cause });
  }
}
