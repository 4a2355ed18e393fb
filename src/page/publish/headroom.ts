/**
 * How many times the picture's bitrate the connection should be known to carry. WebRTC spreads what it sends
 * over time, at 1.1 times its estimate and no faster (`video_send_stream_impl.cc`, `kStrictPacingMultiplier`),
 * so that a face that begins to speak queues up and comes late where the estimate is low: by 300 to 400 ms where a
 * busy launch had spoilt the first one, at two or three times its bitrate, as it was before `frame-share.ts`.
 */
const HEADROOM = 2.5;
/** A connection that is as narrow as it says is not asked again and again. */
const TRIES = 3;

/**
 * Has a connection find out what it can carry. A sender that asks for little never learns that there is more; but
 * WebRTC probes once it is told of a higher rate than it knows to be there (`probe_controller.cc`,
 * `OnMaxTotalAllocatedBitrate`), and keeps what it finds. It looks no further than twice the rate that it is told
 * of, so that has to stand until it is done. Pure: what the connection is thought to carry comes in as a number.
 */
export class Headroom {
  #factor = 1;
  #tries = 0;

  /** How many times its bitrate the picture should ask for now. */
  get factor(): number {
    return this.#factor;
  }

  /**
   * To be told every two seconds.
   *
   * @param availableBps what the connection is thought to carry; undefined as long as nobody knows.
   * @param neededBps what the picture may take.
   * @returns the new factor.
   */
  note(availableBps: number | undefined, neededBps: number): number {
    const isNarrow = availableBps !== undefined && availableBps < HEADROOM * neededBps;
    const seeks = this.#factor === 1 && isNarrow && this.#tries < TRIES;
    if (seeks) this.#tries++;
    return (this.#factor = seeks ? HEADROOM : 1);
  }
}
