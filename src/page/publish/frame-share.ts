/** How long WebRTC looks back for the frame rate (`frame_cadence_adapter.h`, `kFrameRateAveragingWindowSizeMs`). */
const WINDOW_MS = 2_970;
/** It tells the encoder once a second, by when there are more frames than it says. */
const LEAD = 1.5;
/** A change smaller than this is not worth an encoder's attention. */
const STEP = 0.1;

/**
 * The share of its bitrate that a picture should ask for. An encoder divides its bitrate by the frame rate of the last three
 * seconds: a face at rest, which makes a quarter of the frames, would get four times the bits for each, and one that begins to
 * speak would go on taking them at the full rate. Pure: times and counts come in as numbers.
 */
export class FrameShare {
  readonly #fps: number;
  /** Of the window, oldest first: when, and how many frames had been sent by then. */
  readonly #seen: { readonly atMs: number; readonly frames: number }[] = [];
  #share = 1;

  /** @param fps the rate at which it may take all of its bitrate. */
  constructor(fps: number) {
    this.#fps = fps;
  }

  /**
   * To be told several times a second.
   *
   * @param frames how many have been sent so far.
   * @returns the new share, 0 to 1; 1 as long as no whole window has been seen.
   */
  note(atMs: number, frames: number): number {
    this.#seen.push({ atMs, frames });
    while (this.#seen[1] && this.#seen[1].atMs <= atMs - WINDOW_MS) this.#seen.shift();
    const first = this.#seen[0]!;
    const elapsedMs = atMs - first.atMs;
    if (elapsedMs < WINDOW_MS) return this.#share;
    const perSec = (1000 * (frames - first.frames)) / elapsedMs;
    const share = Math.min(1, (LEAD * perSec) / this.#fps);
    if (share === 1 || Math.abs(share - this.#share) >= STEP) this.#share = share;
    return this.#share;
  }
}
