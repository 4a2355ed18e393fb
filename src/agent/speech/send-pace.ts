/** Leaves at once: nothing is heard of a hiccup on the way that is shorter. */
const HEAD_START_SEC = 2;
/** The rest leaves so much faster than it is spoken, and the avatar is ever further ahead. */
const SPEED = 2;

/**
 * When the parts of a segment may leave. All at once, a minute of synthesised speech would hold up
 * everybody's line: LiveKit's streams reach every participant of the room, the user too, and an
 * avatar has more to do than to listen.
 */
export class SendPace {
  readonly #startMs: number;

  /** @param startMs when the first part may leave. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  /**
   * @param sentSec seconds of speech that have left so far.
   * @returns milliseconds until more may leave; 0 for now.
   */
  waitMs(nowMs: number, sentSec: number): number {
    const dueMs = this.#startMs + ((sentSec - HEAD_START_SEC) / SPEED) * 1000;
    return Math.max(0, dueMs - nowMs);
  }
}
