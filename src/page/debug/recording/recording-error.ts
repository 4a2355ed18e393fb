/** Why a file is no recording that can be used, in words for the person who chose it. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}
