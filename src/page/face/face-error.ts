export type FaceErrorReason = 'unknown_expression' | 'unknown_gesture' | 'bad_value';

/** Thrown for something that the face can't do. The message says what it can. */
export class FaceError extends Error {
  override readonly name = 'FaceError';
  readonly reason: FaceErrorReason;

  constructor(reason: FaceErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }

  static unknownExpression(name: unknown, known: readonly string[]): FaceError {
    return new FaceError('unknown_expression', unknown('expression', name, known));
  }

  static unknownGesture(name: unknown, known: readonly string[]): FaceError {
    return new FaceError('unknown_gesture', unknown('gesture', name, known));
  }

  static badValue(what: string, value: unknown, wanted: string): FaceError {
    return new FaceError('bad_value', `${what} is ${String(value)}; give ${wanted}.`);
  }
}

function unknown(kind: string, name: unknown, known: readonly string[]): string {
  return `There is no ${kind} ${JSON.stringify(name)}; known are ${known.join(', ')}.`;
}
