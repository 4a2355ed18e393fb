import { median, quantile } from '../analysis/stats.ts';
import type { Contender } from '../contenders/contender.ts';
import type { Samples } from '../parts/evaluate.ts';
import type { LaunchTimes } from '../parts/launch.ts';

/** Everything that is known of one contender. */
export type Known = Partial<Samples & LaunchTimes>;

/** A row of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly digits?: number;
  /** What was measured, time by time. */
  readonly values: (known: Known) => readonly number[];
  /** The one number; the median, shown with the range, where nothing is said. */
  readonly sum?: (values: readonly number[]) => number;
  /**
   * Contenders take the same turns, and each value belongs to one. A machine that is slow for some minutes is so
   * for both: what is compared is turn against turn.
   */
  readonly byTurns?: boolean;
  /** True when so little could be measured that the goal is neither met nor missed. */
  readonly isDoubtful?: (known: Known) => boolean;
  /** What the issues ask of one of ours. */
  readonly goal?: (peer: number, contender: Contender) => Goal | undefined;
}

interface Goal {
  readonly text: string;
  readonly isMet: (value: number) => boolean;
}

const atMost = (limit: number, text = `≤ ${limit}`): Goal => ({
  text,
  isMet: (value) => value <= limit,
});

const ofPeer = (share: number) => (peer: number) => atMost(share * peer, `≤ ${share} × peer`);

/** 0.75 × the peer's for the small picture, 1.5 × for the large; a resting face half of that. */
const cpuGoal = (share: number) => (peer: number, contender: Contender) =>
  ofPeer(share * (contender.width > 640 ? 1.5 : 0.75))(peer);

const absolute = (values: readonly number[] = []) => values.map(Math.abs);
const skews = (known: Known) => known.skew?.map(({ skewMs }) => skewMs) ?? [];

/** A picture that fits its sound in fewer windows than this is no picture of it. */
const MIN_FIT = 0.8;
const fitsSeldom = (known: Known) =>
  skews(known).filter((skew) => !Number.isNaN(skew)).length < MIN_FIT * skews(known).length;

/** All that the issues ask for, and what explains it. */
export const FIGURES: readonly Figure[] = [
  {
    name: 'first byte sent → first audible',
    unit: 'ms',
    values: (known) => known.firstSoundMs ?? [],
    goal: (peer) => atMost(Math.min(200, 0.8 * (peer || Infinity)), '≤ 0.8 × peer, < 200'),
  },
  {
    name: 'picture late against sound',
    unit: 'ms',
    values: skews,
    isDoubtful: fitsSeldom,
    goal: () => ({ text: '|…| ≤ 20', isMet: (value) => Math.abs(value) <= 20 }),
  },
  {
    name: 'the same, |…| at 95 %',
    unit: 'ms',
    values: (known) => absolute(skews(known)),
    sum: (values) => quantile(values, 0.95),
    isDoubtful: fitsSeldom,
    goal: () => atMost(45),
  },
  {
    name: 'picture late against loudness alone',
    unit: 'ms',
    values: (known) => known.skewByLoudnessMs ?? [],
  },
  {
    name: 'windows in which picture and sound fit',
    unit: '%',
    values: (known) => skews(known).map((skew) => (Number.isNaN(skew) ? 0 : 100)),
    sum: (values) => values.reduce((sum, x) => sum + x, 0) / values.length,
  },
  {
    name: 'clear → silence',
    unit: 'ms',
    values: (known) => known.silenceMs ?? [],
    goal: ofPeer(0.6),
  },
  {
    name: 'clear → picture at rest',
    unit: 'ms',
    values: (known) => known.closedMs ?? [],
    goal: ofPeer(0.5),
  },
  {
    name: '|reported − heard position|',
    unit: 'ms',
    values: (known) => absolute(known.positionErrorMs),
    goal: () => atMost(15),
  },
  {
    name: 'frames per second, speaking',
    unit: '',
    digits: 1,
    values: (known) => known.fps ?? [],
    goal: () => ({ text: '30 ± 0.5', isMet: (value) => Math.abs(value - 30) <= 0.5 }),
  },
  {
    name: 'frames per second, at rest',
    unit: '',
    digits: 1,
    values: (known) => known.restFps ?? [],
  },
  {
    name: 'largest gap between frames',
    unit: 'ms',
    values: (known) => known.maxGapMs ?? [],
    sum: (values) => Math.max(...values),
    goal: () => atMost(80),
  },
  {
    name: 'the same, at rest',
    unit: 'ms',
    values: (known) => known.restMaxGapMs ?? [],
    sum: (values) => Math.max(...values),
  },
  {
    name: 'CPU speaking, 100 = one core',
    unit: '%',
    digits: 1,
    byTurns: true,
    values: (known) => known.cpuPercent ?? [],
    goal: cpuGoal(1),
  },
  {
    name: 'CPU at rest',
    unit: '%',
    digits: 1,
    byTurns: true,
    values: (known) => known.restCpuPercent ?? [],
    goal: cpuGoal(0.5),
  },
  { name: 'memory (PSS)', unit: 'MiB', values: (known) => known.pssMiB ?? [] },
  {
    name: 'cold start → published',
    unit: 'ms',
    values: (known) => known.coldMs ?? [],
    goal: () => atMost(2000),
  },
  {
    name: 'launch → published, warm',
    unit: 'ms',
    values: (known) => known.warmMs ?? [],
    goal: () => atMost(800),
  },
  {
    name: 'CPU of bench and server meanwhile',
    unit: '%',
    values: (known) => known.benchCpuPercent ?? [],
  },
  { name: 'work of others meanwhile', unit: '%', values: (known) => known.othersPercent ?? [] },
  {
    name: 'the ruler’s own delay',
    unit: 'ms',
    digits: 1,
    values: (known) => known.ownDelayMs ?? [],
  },
];

/** The one number of a figure; NaN when it was not measured. */
export function sumUp({ sum = median }: Figure, values: readonly number[]): number {
  const told = values.filter((value) => !Number.isNaN(value));
  return told.length === 0 ? NaN : sum(told);
}
