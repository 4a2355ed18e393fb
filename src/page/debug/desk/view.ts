import type { Span } from '../timeline/index.ts';

/** What of the axis is in sight, and which moment is picked. */
export interface View {
  /** The end of the axis is kept in sight. */
  readonly following: boolean;
  /** Right end of what is in sight, while nothing is followed. */
  readonly endSec: number;
  readonly spanSec: number;
  readonly pickedSec: number | undefined;
  /** How fast the picked moment moves on; 0 when it stands. */
  readonly rate: number;
}

const LEAST_SPAN_SEC = 0.2;
const MOST_SPAN_SEC = 300;

export const FIRST_VIEW: View = {
  following: true,
  endSec: 0,
  spanSec: 12,
  pickedSec: undefined,
  rate: 0,
};

/** The stretch in sight, when the axis reaches to `nowSec`. */
export function spanOf({ following, endSec, spanSec }: View, nowSec: number): Span {
  const toSec = following ? Math.max(nowSec, spanSec) : endSec;
  return { fromSec: toSec - spanSec, toSec };
}

export function pause(view: View, nowSec: number): View {
  return { ...view, following: false, endSec: spanOf(view, nowSec).toSec, rate: 0 };
}

export function follow(view: View): View {
  return { ...view, following: true, pickedSec: undefined, rate: 0 };
}

/** A picked moment stops the view, and is brought into sight. */
export function pick(view: View, atSec: number, nowSec: number): View {
  const paused = view.following ? pause(view, nowSec) : view;
  const { fromSec, toSec } = spanOf(paused, nowSec);
  const isSeen = atSec >= fromSec && atSec <= toSec;
  return {
    ...paused,
    pickedSec: atSec,
    endSec: isSeen ? paused.endSec : atSec + paused.spanSec / 2,
  };
}

export function zoomTo(view: View, { fromSec, toSec }: Span): View {
  return {
    ...view,
    following: false,
    endSec: toSec,
    spanSec: Math.max(LEAST_SPAN_SEC, toSec - fromSec),
  };
}

/** Shows more or less around the middle; while following, up to now. */
export function scale(view: View, factor: number, nowSec: number): View {
  const spanSec = Math.min(MOST_SPAN_SEC, Math.max(LEAST_SPAN_SEC, view.spanSec * factor));
  const middleSec = view.pickedSec ?? spanOf(view, nowSec).toSec - view.spanSec / 2;
  return { ...view, spanSec, endSec: view.following ? view.endSec : middleSec + spanSec / 2 };
}
