/** Thrown for a command line that can't be understood. The message is one sentence for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
