import { setTimeout as delay } from 'node:timers/promises';
import { within } from './within.ts';

interface Listening {
  /** Asks something that is easily answered. An error is an answer too. */
  readonly ask: () => Promise<unknown>;
  /** How long it may stay unanswered, in milliseconds. */
  readonly patienceMs: number;
  /** When aborted, nobody is interested any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks from time to time, until there is no answer: what crashes says so, what hangs does not.
 *
 * @returns whether it fell silent; false when `signal` was aborted first.
 */
export async function fallsSilent({ ask, patienceMs, signal }: Listening): Promise<boolean> {
  const halfMs = patienceMs / 2;
  const answers = async () =>
    within(
      halfMs,
      ask().catch(() => undefined),
    );
  for (;;) {
    await delay(halfMs, undefined, { ref: false, signal }).catch(() => undefined);
    if (signal.aborted) return false;
    // Twice: a machine that wakes up may look at the clock before it listens.
    if ((await answers()) || (await answers())) continue;
    return !signal.aborted;
  }
}
