import type { Figures } from './figures.ts';
import type { History } from './history.ts';

/** Something that is wrong, and the lane or panel that shows it. */
export interface Finding {
  readonly where: string;
  readonly text: string;
}

/** Viewers notice sound that comes 45 ms before its picture or 125 ms after it (ITU-R BT.1359). */
const LATE_MS = 45;
const EARLY_MS = -125;
/** A wait for bytes that is heard, unless enough was there before. */
const STALL_SEC = 0.3;
/** Of a second's frames, this share may fail. */
const DROPPED_SHARE = 0.1;
/** A report takes some milliseconds; a Python agent stops waiting after two seconds. */
const OWED_SEC = 0.25;

/** What of a session is not as it should be, up to `atSec`. */
export function findTrouble(history: History, figures: Figures, atSec: number): Finding[] {
  return [
    ...findAudio(history),
    ...findSkew(figures),
    ...findStreams(history, atSec),
    ...findOwed(figures),
    ...findFrames(history, figures),
  ];
}

function findAudio({ audioState }: History): Finding[] {
  if (audioState === 'running' || audioState === 'none') return [];
  return [
    {
      where: 'Sound',
      text: `The audio clock is ${audioState}: the browser holds the sound back until somebody clicks into the page.`,
    },
  ];
}

function findSkew({ skewMs = 0 }: Figures): Finding[] {
  if (skewMs > LATE_MS) {
    return [{ where: 'Skew', text: `The picture comes ${round(skewMs)} ms after its sound.` }];
  }
  if (skewMs < EARLY_MS) {
    return [{ where: 'Skew', text: `The picture comes ${round(-skewMs)} ms before its sound.` }];
  }
  return [];
}

function findStreams({ segments }: History, atSec: number): Finding[] {
  const findings: Finding[] = [];
  for (const segment of segments.values()) {
    const { id, openedSec, problem, broken, closedSec, oddBytes, starvations } = segment;
    if (openedSec > atSec) continue;
    const add = (where: string, text: string) => findings.push({ where, text });
    if (problem) add('Bytes received', `Segment ${id} can’t be played: ${problem}.`);
    if (broken) add('Bytes received', `Segment ${id} broke off: ${broken}.`);
    if (closedSec !== undefined && oddBytes > 0) {
      add(
        'Bytes received',
        `Segment ${id} ends inside a sample: ${oddBytes} byte${oddBytes === 1 ? '' : 's'} too many.`,
      );
    }
    const starved = starvations.filter(({ fromSec }) => fromSec <= atSec);
    if (starved.length > 0) {
      const sec = starved.reduce(
        (sum, { fromSec, toSec = atSec }) => sum + Math.min(toSec, atSec) - fromSec,
        0,
      );
      add(
        'Buffered sound',
        `Segment ${id} starved ${times(starved.length)}, ${sec.toFixed(2)} s in all${segment.longestGapSec > STALL_SEC ? `: its sender stalls, for ${segment.longestGapSec.toFixed(2)} s at the longest` : ''}.`,
      );
    }
  }
  return findings;
}

function findOwed({ owedSec = 0 }: Figures): Finding[] {
  if (owedSec < OWED_SEC) return [];
  return [
    {
      where: 'Agent, clears and calls',
      text: `A clear has waited ${owedSec.toFixed(1)} s for its lk.playback_finished: the agent believes that it still speaks.`,
    },
  ];
}

function findFrames({ scene }: History, { fps, dropped }: Figures): Finding[] {
  if (!scene || fps === undefined || dropped < DROPPED_SHARE * scene.fps) return [];
  return [
    {
      where: 'Frame cost',
      text: `${dropped} frames of the last second were dropped, ${Math.round(fps)} went out: the machine is too busy.`,
    },
  ];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function round(ms: number): number {
  return Math.round(ms);
}
