import { playbackFinishedSchema } from '../../protocol/index.ts';

/** What an avatar reports of a segment's end. */
export interface FinishedReport {
  /** Seconds heard; undefined when the avatar's words can't be understood. */
  readonly heardSec: number | undefined;
  readonly interrupted: boolean;
}

/**
 * Reads the payload of `lk.playback_finished`. A report counts even when it makes no sense: what
 * matters first is that the segment is over.
 */
export function parseFinished(payload: string): FinishedReport {
  const report = playbackFinishedSchema.safeParse(parseJson(payload));
  if (!report.success) return { heardSec: undefined, interrupted: true };
  return { heardSec: report.data.playback_position, interrupted: report.data.interrupted };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
