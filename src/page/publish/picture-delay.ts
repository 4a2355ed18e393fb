/** Weight of a new frame against those before it. */
const DRAW_GAIN = 0.1;
/** Weight of a new report, itself the mean of two seconds: after a change of size it must not take a minute. */
const ENCODE_GAIN = 0.5;

/**
 * Milliseconds by which the picture would trail the sound if drawing and encoding took no time. Negative:
 * sound waits to fill packets of 20 ms, and in a receiver's jitter buffer for one or two of them, where a
 * picture waits for some 12 ms. Can't be measured from inside; `npm run bench -- --only ruler,skew` measures
 * it from outside. Without it a machine with 16 quiet cores read -28 ms at both sizes (2026-11-26), one with
 * two busy ones -31 to -53, as the jitter buffer grows.
 */
const TRANSPORT_MS = -25;

/** Longer than this ahead, a face would visibly guess. */
const MAX_LEAD_MS = 150;

/**
 * How far ahead of the sound a frame must be drawn to be seen with it, from what drawing and encoding
 * are measured to take here and now.
 */
export class PictureDelay {
  readonly #halfPeriodMs: number;
  #drawMs = 0;
  #encodeMs = 0;

  constructor(fps: number) {
    // A frame stands for a whole period: its middle, not its beginning, should fit the sound.
    this.#halfPeriodMs = 500 / fps;
  }

  /** What drawing takes, in milliseconds. */
  get drawMs(): number {
    return this.#drawMs;
  }

  /** What encoding takes, in milliseconds. */
  get encodeMs(): number {
    return this.#encodeMs;
  }

  /** A frame took this long from the tick to the track. */
  noteDraw(ms: number): void {
    this.#drawMs += DRAW_GAIN * (ms - this.#drawMs);
  }

  /** Frames took this long to encode, on average. */
  noteEncode(ms: number): void {
    this.#encodeMs += ENCODE_GAIN * (ms - this.#encodeMs);
  }

  /** Seconds ahead of what is heard now. */
  get leadSec(): number {
    const ms = this.#halfPeriodMs + this.#drawMs + this.#encodeMs + TRANSPORT_MS;
    return Math.min(MAX_LEAD_MS, ms) / 1000;
  }
}
