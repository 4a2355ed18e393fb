import type { History } from './history.ts';
import type { FrameTrace } from './frame-track.ts';

/** Frames over which figures are averaged: about a second. */
const AVERAGED_SEC = 1;

/** The state of a session in numbers, at one moment of the axis. What is not known is undefined. */
export interface Figures {
  /** Positive when the picture comes after its sound. */
  readonly skewMs: number | undefined;
  readonly bufferSec: number | undefined;
  /** From the first byte of the segment heard last to its sound. */
  readonly latencyMs: number | undefined;
  readonly fps: number | undefined;
  readonly dropped: number;
  readonly poseMs: number | undefined;
  readonly drawMs: number | undefined;
  readonly encodeMs: number | undefined;
  /** Since when a clear waits for its report. */
  readonly owedSec: number | undefined;
  /** Seconds since which the segment that should be heard waits for bytes. */
  readonly starvedSec: number | undefined;
}

/** Reads the figures of the second before `atSec`. */
export function readFigures(history: History, atSec: number): Figures {
  const last = history.frameIndexAt(atSec);
  const first = history.frameIndexAt(atSec - AVERAGED_SEC) + 1;
  const frames = history.frames.slice(first, last + 1);
  const owedSince = history.owedSinceSec;
  return {
    skewMs: average(frames, ({ skewMs }) => skewMs),
    bufferSec: frames.at(-1)?.bufferSec,
    latencyMs: latencyMs(history, atSec),
    fps: frames.length > 1 ? frames.length / AVERAGED_SEC : undefined,
    dropped: history.drops.filter(
      (drop) => drop.atSec > atSec - AVERAGED_SEC && drop.atSec <= atSec,
    ).length,
    poseMs: average(frames, ({ poseMs }) => poseMs),
    drawMs: average(frames, ({ drawMs }) => drawMs),
    encodeMs: frames.at(-1)?.encodeMs || undefined,
    owedSec: owedSince === undefined || owedSince > atSec ? undefined : atSec - owedSince,
    starvedSec: starvedSec(history, atSec),
  };
}

function average(
  frames: readonly FrameTrace[],
  of: (frame: FrameTrace) => number,
): number | undefined {
  if (frames.length === 0) return undefined;
  return frames.reduce((sum, frame) => sum + of(frame), 0) / frames.length;
}

function latencyMs(history: History, atSec: number): number | undefined {
  const heard = [...history.segments.values()].findLast(
    ({ startedSec }) => startedSec !== undefined && startedSec <= atSec,
  );
  return heard?.latencySec === undefined ? undefined : heard.latencySec * 1000;
}

function starvedSec(history: History, atSec: number): number | undefined {
  for (const { starvations } of history.segments.values()) {
    const now = starvations.find(
      ({ fromSec, toSec = Infinity }) => fromSec <= atSec && toSec > atSec,
    );
    if (now) return atSec - now.fromSec;
  }
  return undefined;
}
