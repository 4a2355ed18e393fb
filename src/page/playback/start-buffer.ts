/** Sound that comes faster than it plays starts with this much in hand: a chunk or two. */
const LEAST_SEC = 0.04;
/** More would be felt as a slow answer; a stream that needs more is better heard with a pause. */
const MOST_SEC = 0.4;
/** Going on in mid-word and stopping again is worse than a longer pause. */
const RESUME_LEAST_SEC = 0.12;
/** To spare beyond what a stream has been seen to need. */
const MARGIN = 1.25;
/** How much of what an earlier segment needed still counts for the next one. */
const FORGETTING = 0.7;

/** How much sound must be in hand, in seconds. */
export interface Buffering {
  /** Before a segment starts. */
  readonly startSec: number;
  /** Before a segment that has run dry goes on. */
  readonly resumeSec: number;
}

/**
 * Learns from how a sender's sound really arrives how much of it must be in hand before it is played:
 * as little as possible where it comes faster than real time, as much as the worst delay of the last
 * segments where it does not. Pure: arrivals come in as numbers.
 */
export class StartBuffer {
  /** What a segment begun with its first sound would have needed not to run dry. */
  #neededSec = 0;

  get buffering(): Buffering {
    const wanted = this.#neededSec * MARGIN;
    return {
      startSec: Math.min(Math.max(wanted, LEAST_SEC), MOST_SEC),
      resumeSec: Math.min(Math.max(wanted, RESUME_LEAST_SEC), MOST_SEC),
    };
  }

  /** A segment begins to arrive. @returns what to call whenever more of it has come. */
  begin(): (arrival: Arrival) => void {
    this.#neededSec *= FORGETTING;
    let startSec: number | undefined;
    let beforeSec = 0;
    return ({ nowSec, receivedSec }) => {
      if (receivedSec <= beforeSec) return;
      startSec ??= nowSec;
      // Played from its first sound on, it would have run dry `late` before this came.
      const late = nowSec - startSec - beforeSec;
      beforeSec = receivedSec;
      // A pause that no buffer bridges is the sender's own: it thinks.
      if (late <= MOST_SEC) this.#neededSec = Math.max(this.#neededSec, late);
    };
  }
}

/** Sound has come. */
export interface Arrival {
  /** Any clock, in seconds. */
  readonly nowSec: number;
  /** Seconds of the segment that are there now. */
  readonly receivedSec: number;
}
