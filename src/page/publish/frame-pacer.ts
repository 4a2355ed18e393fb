/** Ticks may come this much of a period early and still be a frame of their own. */
const EARLY = 0.5;

/**
 * Keeps frames at an even rhythm. Ticks that pile up behind a stall of the page are not made good:
 * the first of them draws the frame for now, and the beat goes on from there.
 */
export class FramePacer {
  readonly #periodMs: number;
  #dueMs = Number.NEGATIVE_INFINITY;

  constructor(fps: number) {
    this.#periodMs = 1000 / fps;
  }

  /** True when a frame is due at `nowMs`. */
  accept(nowMs: number): boolean {
    if (nowMs < this.#dueMs - EARLY * this.#periodMs) return false;
    const onBeat = nowMs < this.#dueMs + this.#periodMs;
    this.#dueMs = (onBeat ? this.#dueMs : nowMs) + this.#periodMs;
    return true;
  }
}
