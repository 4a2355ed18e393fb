/** Why a source can't be had, in words for the person before the bench. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}
