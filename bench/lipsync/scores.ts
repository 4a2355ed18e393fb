import { FRAME_HZ, VISEME_INDEX, VISEMES, type Viseme } from '../../src/page/lipsync/index.ts';
import type { Mark } from './truth.ts';

/** Mouth groups: shapes that look much alike. */
export const GROUPS: Readonly<Record<Viseme, string>> = {
  sil: 'closed',
  PP: 'closed',
  FF: 'dental',
  TH: 'dental',
  DD: 'narrow',
  kk: 'narrow',
  CH: 'narrow',
  SS: 'narrow',
  nn: 'narrow',
  RR: 'narrow',
  I: 'narrow',
  aa: 'open',
  E: 'open',
  O: 'round',
  U: 'round',
};

const GROUP_NAMES = [...new Set(Object.values(GROUPS))];
const GROUP_OF = VISEMES.map((viseme) => GROUP_NAMES.indexOf(GROUPS[viseme]));

/** What was true and what was shown, of one utterance. */
export interface Judged {
  readonly truth: Uint8Array;
  readonly shown: Uint8Array;
  readonly marks: readonly Mark[];
}

const groupOf = (viseme: number) => GROUP_OF[viseme]!;
const itself = (viseme: number) => viseme;

export interface Scores {
  readonly accuracy15: number;
  readonly accuracy5: number;
  /** By how much what is shown trails the truth, in ms, where the 15 visemes fit best. */
  readonly bestLagMs: number;
  readonly accuracy15AtBest: number;
  readonly accuracy5AtBest: number;
  /** Share of p, b, m with a closure shown within 40 ms. */
  readonly closureRecall: number;
  /** Of those, the median distance between the middles of the shown and the true closure, in ms. */
  readonly closureErrorMs: number;
  /** Share of the frames shown as PP that are within 40 ms of a true one. */
  readonly closurePrecision: number;
}

/** Frames by which a contender may trail or lead. */
const LAGS = Array.from({ length: 41 }, (_, i) => i - 10);
const WINDOW_FRAMES = 4;

export function score(judged: readonly Judged[]): Scores {
  const at = (lag: number) => accuracy(judged, lag, itself);
  const bestLag = LAGS.reduce((best, lag) => (at(lag) > at(best) ? lag : best), 0);
  return {
    accuracy15: at(0),
    accuracy5: accuracy(judged, 0, groupOf),
    bestLagMs: bestLag * (1000 / FRAME_HZ),
    accuracy15AtBest: at(bestLag),
    accuracy5AtBest: Math.max(...LAGS.map((lag) => accuracy(judged, lag, groupOf))),
    ...scoreClosures(judged),
  };
}

function accuracy(judged: readonly Judged[], lag: number, key: (viseme: number) => number): number {
  let right = 0;
  let all = 0;
  for (const { truth, shown } of judged) {
    for (let i = 0; i < truth.length; i++) {
      const seen = shown[Math.max(0, Math.min(shown.length - 1, i + lag))]!;
      right += key(seen) === key(truth[i]!) ? 1 : 0;
    }
    all += truth.length;
  }
  return right / all;
}

type ClosureScores = Pick<Scores, 'closureRecall' | 'closureErrorMs' | 'closurePrecision'>;

function scoreClosures(judged: readonly Judged[]): ClosureScores {
  const errors: number[] = [];
  let closures = 0;
  for (const { shown, marks } of judged) {
    for (const mark of marks.filter(({ viseme }) => viseme === 'PP')) {
      closures++;
      const middle = shownMiddle(shown, mark);
      const trueMiddle = ((mark.startSec + mark.endSec) / 2) * FRAME_HZ;
      if (middle !== null) errors.push((Math.abs(middle - trueMiddle) * 1000) / FRAME_HZ);
    }
  }
  errors.sort((a, b) => a - b);
  return {
    closureRecall: errors.length / closures,
    closureErrorMs: errors[errors.length >> 1] ?? Number.NaN,
    closurePrecision: precision(judged),
  };
}

/** Middle of the frames shown as PP from 40 ms before to 40 ms after the closure. */
function shownMiddle(shown: Uint8Array, { startSec, endSec }: Mark): number | null {
  const from = Math.max(0, Math.ceil(startSec * FRAME_HZ) - WINDOW_FRAMES);
  const to = Math.min(shown.length - 1, Math.floor(endSec * FRAME_HZ) + WINDOW_FRAMES);
  let sum = 0;
  let count = 0;
  for (let i = from; i <= to; i++) {
    if (shown[i] !== VISEME_INDEX.PP) continue;
    sum += i;
    count++;
  }
  return count === 0 ? null : sum / count;
}

function precision(judged: readonly Judged[]): number {
  let right = 0;
  let all = 0;
  for (const { truth, shown } of judged) {
    shown.forEach((viseme, i) => {
      if (viseme !== VISEME_INDEX.PP) return;
      const near = truth.subarray(Math.max(0, i - WINDOW_FRAMES), i + WINDOW_FRAMES + 1);
      right += near.includes(VISEME_INDEX.PP) ? 1 : 0;
      all++;
    });
  }
  return right / all;
}
