/** What is later than this is not made good: the machine slept, or nobody let us run. */
const MOST_LATE_MS = 1000;
/** Timers count in whole milliseconds, and may call this much too soon. */
const EARLY_MS = 1;

/**
 * Tells how many blocks of sound are due, by any steady clock. Each is due in the middle of its time: so what
 * the clock reads and what has been played are the same on average. After a stall the blocks that were missed are due
 * at once, as listeners expect every one of them; after a long one the clock has stood still.
 */
export class BlockClock {
  readonly #blockMs: number;
  #startMs: number;
  #taken = 0;

  constructor(startMs: number, blockMs: number) {
    this.#startMs = startMs;
    this.#blockMs = blockMs;
  }

  /** When the first block began, as if the clock had never stood still. */
  get startMs(): number {
    return this.#startMs;
  }

  /** When the next block is due. */
  get nextMs(): number {
    return this.#startMs + (this.#taken + 0.5) * this.#blockMs;
  }

  /** @returns how many blocks are due now, which are taken then. */
  take(nowMs: number): number {
    const lateMs = nowMs - this.nextMs;
    if (lateMs > MOST_LATE_MS) this.#startMs += lateMs;
    const count = Math.floor((nowMs + EARLY_MS - this.nextMs) / this.#blockMs) + 1;
    if (count <= 0) return 0;
    this.#taken += count;
    return count;
  }
}
