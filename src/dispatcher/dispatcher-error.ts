import type { FailReason } from '../protocol/index.ts';

export type DispatcherErrorReason =
  | FailReason
  /** The request itself is wrong. */
  | 'bad_request'
  | 'too_large'
  | 'unauthorized'
  | 'not_found'
  /** `room_name` is not the room that the token is for. */
  | 'room_mismatch'
  /** The avatar did not join in time. */
  | 'timeout'
  /** It left in good order before it had joined. */
  | 'ended'
  /** A later launch for the same room and identity took its place. */
  | 'replaced'
  /** Someone deleted it while it was joining. */
  | 'removed'
  | 'browser_unavailable'
  | 'shutting_down';

/** Thrown when an avatar can't be launched, served or found. The message is meant for people. */
export class DispatcherError extends Error {
  override readonly name = 'DispatcherError';
  readonly reason: DispatcherErrorReason;

  constructor(reason: DispatcherErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }

  static notFound(id: string): DispatcherError {
    return new DispatcherError(
      'not_found',
      `No avatar ${JSON.stringify(id)} runs here: GET /avatars lists those that do.`,
    );
  }

  static timeout(timeoutMs: number): DispatcherError {
    return new DispatcherError(
      'timeout',
      `The avatar had not joined the room after ${timeoutMs / 1000} s and was taken back: is the LiveKit server reachable from here?`,
    );
  }

  static replaced(): DispatcherError {
    return new DispatcherError(
      'replaced',
      'A later launch for the same room and identity took its place.',
    );
  }

  static removed(): DispatcherError {
    return new DispatcherError('removed', 'The avatar was taken out of the room on request.');
  }

  static shuttingDown(): DispatcherError {
    return new DispatcherError(
      'shutting_down',
      'The dispatcher is shutting down: launch elsewhere, or later.',
    );
  }
}
