import type { PlayerEvent } from './player-core.ts';

/** What is heard at one moment. */
export interface MediaTime {
  readonly segment: number;
  /** Seconds of the segment's own audio. */
  readonly mediaSec: number;
  /** False while the segment waits for more samples: the position stands still. */
  readonly moving: boolean;
}

/** From `clockSec` on, this holds, until the next anchor. */
interface Anchor {
  readonly clockSec: number;
  readonly media: MediaTime | null;
}

/** Frames that are drawn now are for a moment close by; older anchors are of no use. */
const KEPT_ANCHORS = 8;

/**
 * Says which media time is heard at a given time of the voice's clock, from the player's events. It
 * answers for the recent past and, by going on as now, for the near future.
 */
export class MediaClock {
  readonly #rateHz: number;
  readonly #anchors: Anchor[] = [];

  constructor(clockRateHz: number) {
    this.#rateHz = clockRateHz;
  }

  handle(event: PlayerEvent): void {
    if (event.type === 'progress') return;
    const clockSec = event.clockFrame / this.#rateHz;
    const mediaSec = event.mediaFrame / this.#rateHz;
    const { segment, type } = event;
    this.#anchors.push({
      clockSec,
      media: type === 'finished' ? null : { segment, mediaSec, moving: type === 'playing' },
    });
    if (this.#anchors.length > KEPT_ANCHORS) this.#anchors.shift();
  }

  /** What is heard when the voice's clock reads `clockSec`; null for silence. */
  at(clockSec: number): MediaTime | null {
    const anchor = this.#anchors.findLast((candidate) => candidate.clockSec <= clockSec);
    if (!anchor?.media) return null;
    if (!anchor.media.moving) return anchor.media;
    return { ...anchor.media, mediaSec: anchor.media.mediaSec + clockSec - anchor.clockSec };
  }
}
