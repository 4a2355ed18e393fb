import type { FailReason } from '../../protocol/index.ts';

/** Why the page can't do its work, in words for the person before it. */
export class PageError extends Error {
  override readonly name = 'PageError';

  readonly reason: FailReason;

  constructor(reason: FailReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
