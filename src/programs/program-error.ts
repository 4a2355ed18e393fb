export type ProgramErrorReason =
  /** Neither found nor to be had. */
  | 'not_found'
  /** A setting names something that is not there. */
  | 'bad_setting'
  /** It is there, but did not come up. */
  | 'did_not_start';

/** Thrown when a program that the work needs can't be had. The message says what to do. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly reason: ProgramErrorReason;

  constructor(reason: ProgramErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }

  /** @param tried one line for each way that was gone, and where it ended. */
  static notFound(program: string, tried: readonly string[], byHand: string): ProgramError {
    const list = tried.map((line) => `  - ${line}`).join('\n');
    return new ProgramError(
      'not_found',
      `No ${program} could be found or fetched. Tried:\n${list}\nTo get it by hand: ${byHand}`,
    );
  }
}
