export type HostErrorReason =
  /** The built page is not where it should be. */
  'page_missing' | 'port_unusable';

/** Thrown when the page can't be built or served. The message is meant for people. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly reason: HostErrorReason;

  constructor(reason: HostErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
