import { median } from '../analysis/stats.ts';

/** How often the event loop is to say that it is there, and from when on it was away. */
export const LOOK_MS = 5;
const AWAY_MS = 15;
/** What had to wait is handled so soon after the loop is back. */
const CATCHING_UP_MS = 10;
/** So many pictures tell the distance between the two clocks. */
const REMEMBERED = 31;

/**
 * When things have come, of which JavaScript hears later when it was away: collecting garbage, or without a core. What it finds then is
 * timed by the clock of what was there to receive it, somewhere in that time.
 */
export class Arrival {
  readonly #distances: number[] = [];
  #awayFromMs = Number.NEGATIVE_INFINITY;
  #awayToMs = Number.NEGATIVE_INFINITY;
  #seenMs: number;

  constructor(nowMs: number) {
    this.#seenMs = nowMs;
  }

  /** Says that the event loop is running. */
  look(nowMs: number): void {
    if (nowMs - this.#seenMs > AWAY_MS) {
      this.#awayFromMs = this.#seenMs;
      this.#awayToMs = nowMs;
    }
    this.#seenMs = nowMs;
  }

  /** When what is handled now has come; `receivedMs` by a clock of the receiver's own. */
  at(nowMs: number, receivedMs: number): number {
    const sinceMs = this.#waitingSince(nowMs);
    if (sinceMs !== undefined && this.#distances.length > 0) {
      const cameMs = receivedMs + median(this.#distances);
      return Math.max(sinceMs, Math.min(cameMs, nowMs));
    }
    this.#distances.push(nowMs - receivedMs);
    if (this.#distances.length > REMEMBERED) this.#distances.shift();
    return nowMs;
  }

  #waitingSince(nowMs: number): number | undefined {
    if (nowMs - this.#seenMs > AWAY_MS) return this.#seenMs;
    if (nowMs - this.#awayToMs < CATCHING_UP_MS) return this.#awayFromMs;
    return undefined;
  }
}
