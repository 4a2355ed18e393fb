import * as z from 'zod/mini';

/**
 * What the avatar reports when a segment is over. The keys are exactly these: an agent drops the
 * event when it meets one that it does not know.
 */
export const playbackFinishedSchema = z.object({
  /** Seconds of this segment's own audio that were audible, from 0. */
  playback_position: z.number().check(z.nonnegative()),
  /** True when the segment was cut short. */
  interrupted: z.boolean(),
});

export type PlaybackFinished = z.infer<typeof playbackFinishedSchema>;

/** JSON payload of `lk.playback_finished`. */
export function encodePlaybackFinished(positionSec: number, interrupted: boolean): string {
  const report: PlaybackFinished = { playback_position: positionSec, interrupted };
  return JSON.stringify(report);
}
