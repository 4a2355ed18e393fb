import type { SpokenSegment } from './spoken-segment.ts';

/** What a carrier tells of the segments it was given: finished once for each, in their order. */
export interface CarrierHandlers {
  /** The first sample is being heard. */
  onStarted(segment: SpokenSegment): void;
  /** @param heardSec seconds that were heard of what this carrier was given. */
  onFinished(segment: SpokenSegment, heardSec: number, interrupted: boolean): void;
}

/** Brings speech to the user's ear: through an avatar, or as the agent's own track. */
export interface Carrier {
  /** Before anything is played. */
  attach(handlers: CarrierHandlers): void;
  /** Plays a segment behind those before it, from its resuming point on; it may still be growing. */
  play(segment: SpokenSegment): void;
  /**
   * Ends every segment at once. Resolves when each has been told as finished, which is bounded.
   */
  clear(): Promise<void>;
  /**
   * Ends without asking anyone: segments that were being heard are told as interrupted, the
   * others are left alone.
   *
   * @param atMs when sound was last sure to be heard, on the clock of `performance.now()`.
   */
  abandon(atMs: number): void;
  /** Gives everything back. */
  close(): Promise<void>;
}
