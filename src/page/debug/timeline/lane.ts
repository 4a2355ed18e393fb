import type uPlot from 'uplot';
import type { History } from '../history/index.ts';
import type { Theme } from './theme.ts';

/** The stretch of the axis that is shown. */
export interface Span {
  readonly fromSec: number;
  readonly toSec: number;
}

export interface LaneScene {
  readonly history: History;
  readonly theme: Theme;
  readonly span: Span;
}

/** A lane of the timeline: curves, which uPlot draws, and what is painted among them. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  readonly heightPx: number;
  /** Ends of the vertical axis, and what is written beside it at which height. */
  readonly range: readonly [number, number];
  readonly ticks: Readonly<Record<number, string>>;
  readonly series: (theme: Theme) => uPlot.Series[];
  /** Times, then a list for each series. */
  readonly data: (scene: LaneScene) => uPlot.AlignedData;
  /** Paints below the curves. */
  readonly paint?: (plot: uPlot, scene: LaneScene) => void;
}

/** No curves: all is painted. */
export const NO_CURVES = {
  series: () => [],
  data: ({ span }: LaneScene): uPlot.AlignedData => [[span.fromSec, span.toSec]],
};

/** Frames that are in sight, no more of them than there are pixels to show them. */
export function framesIn({ history, span }: LaneScene) {
  const first = Math.max(0, history.frameIndexAt(span.fromSec));
  const last = history.frameIndexAt(span.toSec);
  const frames = history.frames.slice(first, last + 1);
  const step = Math.ceil(frames.length / MOST_POINTS);
  return step <= 1 ? frames : frames.filter((_, i) => i % step === 0);
}

const MOST_POINTS = 900;
