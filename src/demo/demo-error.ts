export type DemoErrorReason =
  'agents_missing' | 'server_refused' | 'server_died' | 'port_taken' | 'agent_died';

/** Thrown when the demo can't start or can't go on; the message is a sentence for the terminal. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly reason: DemoErrorReason;

  constructor(reason: DemoErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
