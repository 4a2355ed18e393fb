export type AvatarErrorReason =
  /** Options or environment are wrong or missing, or `start` was called twice. */
  | 'configuration'
  /** Nobody answers at the dispatcher's address. */
  | 'unreachable'
  /** The dispatcher answered that it can't launch this avatar; see {@link AvatarError.refusal}. */
  | 'refused'
  /** The avatar was launched, and did not come into the room in time. */
  | 'join_timeout'
  /** The avatar was here and is gone. */
  | 'lost'
  /** The avatar does not know this expression or gesture, or there is none to make it. */
  | 'cannot_act'
  /** `aclose` came before the avatar did. */
  | 'closed';

/** What a dispatcher said when it refused. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** The dispatcher's word for programs, such as `bad_avatar`; `unknown` for a foreign one. */
  readonly reason: string;
}

/** Thrown when the avatar can't be had. The message is meant for people. */
export class AvatarError extends Error {
  override readonly name = 'AvatarError';
  readonly reason: AvatarErrorReason;
  /** Present when the reason is `refused`. */
  readonly refusal: Refusal | undefined;

  constructor(
    reason: AvatarErrorReason,
    message: string,
    options: ErrorOptions & { refusal?: Refusal } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.refusal = options.refusal;
  }

  /** Whether another try could go better: nothing that the caller has to mend first. */
  get isPassing(): boolean {
    if (this.reason === 'refused') return this.refusal!.status >= 500;
    return this.reason === 'unreachable' || this.reason === 'join_timeout';
  }

  static joinTimeout(identity: string, timeoutMs: number, cause?: unknown): AvatarError {
    return new AvatarError(
      'join_timeout',
      `The avatar “${identity}” was not in the room ${timeoutMs / 1000} s after its launch: can the dispatcher reach the LiveKit server? GET /avatars there tells its state.`,
      { cause },
    );
  }

  static lost(identity: string, how: string): AvatarError {
    return new AvatarError('lost', `The avatar “${identity}” is gone: ${how}.`);
  }

  static cannotAct(sentence: string, cause?: unknown): AvatarError {
    return new AvatarError('cannot_act', sentence, { cause });
  }

  static closed(): AvatarError {
    return new AvatarError('closed', 'The avatar session was closed.');
  }
}
