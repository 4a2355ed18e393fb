/** What is given up, in this order: first pixels, and only then frames. */
export interface Quality {
  /** Share of the picture's full width and height. */
  readonly scale: number;
  /** Every so many ticks make a frame. */
  readonly everyTicks: number;
}

const STEPS: readonly Quality[] = [
  { scale: 1, everyTicks: 1 },
  { scale: 0.75, everyTicks: 1 },
  { scale: 0.5, everyTicks: 1 },
  { scale: 0.5, everyTicks: 2 },
];

/** What happened in the last second or so. */
export interface QualityWindow {
  readonly elapsedMs: number;
  /** Frames that should have been, and that were: drawn, or left out because nothing moved. */
  readonly wanted: number;
  readonly kept: number;
  /** Share of a frame's time that drawing and encoding one take. */
  readonly load: number;
}

/**
 * Fewer frames than this, and we give in. How long one takes is no reason by itself: on a machine with two
 * threads to a core it takes half as long again as it costs, and a new size costs a key frame and a jolt.
 */
const KEPT_ENOUGH = 0.9;
/** Half the frames are worth no more than these of them all, unless it is drawing that takes the time. */
const KEPT_FOR_ALL = 0.5;
const LOAD_TOO_MUCH = 0.85;
/**
 * So many windows in a row, since a machine may stumble: where a talk begins, and its speech arrives faster
 * than it is spoken, up to four of them are not rare on two cores (docs/performance.md).
 */
const GIVE_IN_AFTER = 5;
/** A better picture must promise to leave this much of each frame's time to everything else. */
const LOAD_COMFORTABLE = 0.6;
const KEPT_WELL = 0.97;
/** So many comfortable windows before a climb; twice as many after each climb that did not last. */
const CLIMB_AFTER = 20;
const CLIMB_AFTER_AT_MOST = 320;
/** A climb has lasted after so many windows. */
const LASTED_AFTER = 30;
/** Windows at the beginning that say nothing yet: code is still being compiled, buffers filled. */
const GRACE = 4;
/** A window that took this much longer was a pause of the machine or a suspended tab, no load. */
const PAUSE_MS = 3000;

/**
 * Keeps the frame rate on a machine that has too much to do, by drawing fewer pixels and, when that is
 * not enough, fewer frames; goes back slowly. The sound has a thread of its own and is never touched.
 * Pure: what happened comes in as numbers, a window of about a second at a time.
 */
export class QualityGovernor {
  #step = 0;
  #windows = 0;
  #strained = 0;
  #comfortable = 0;
  #patience = CLIMB_AFTER;
  #sinceClimb = Number.POSITIVE_INFINITY;

  get quality(): Quality {
    return STEPS[this.#step]!;
  }

  /** @returns the quality from now on, if it changes. */
  note(window: QualityWindow): Quality | undefined {
    if (window.elapsedMs > PAUSE_MS || ++this.#windows <= GRACE) return undefined;
    this.#sinceClimb++;
    if (this.#sinceClimb === LASTED_AFTER) this.#patience = CLIMB_AFTER;
    const kept = window.kept / Math.max(window.wanted, 1);
    const strained = kept < this.#leastKept(window.load);
    this.#strained = strained ? this.#strained + 1 : 0;
    const better = STEPS[this.#step - 1];
    const promises = better ? window.load * growth(this.quality, better) : Infinity;
    const comfortable = kept > KEPT_WELL && promises < LOAD_COMFORTABLE;
    this.#comfortable = comfortable ? this.#comfortable + 1 : 0;
    if (this.#strained >= GIVE_IN_AFTER && this.#step < STEPS.length - 1)
      return this.#giveIn(window.load);
    if (this.#comfortable >= this.#patience) return this.#climb();
    return undefined;
  }

  /** With fewer frames than this the next step looks better than this one. */
  #leastKept(load: number): number {
    const next = STEPS[this.#step + 1];
    const halves = next && next.everyTicks > this.quality.everyTicks;
    return halves && load <= LOAD_TOO_MUCH ? KEPT_FOR_ALL : KEPT_ENOUGH;
  }

  /** One step, or as many as a frame needs to be done before the next one is due. */
  #giveIn(load: number): Quality {
    if (this.#sinceClimb < LASTED_AFTER)
      this.#patience = Math.min(this.#patience * 2, CLIMB_AFTER_AT_MOST);
    this.#sinceClimb = Number.POSITIVE_INFINITY;
    const lower = STEPS.slice(this.#step + 1);
    const enough = lower.findIndex((step) => load * growth(this.quality, step) < 1);
    return this.#go(enough < 0 ? lower.length : enough + 1);
  }

  #climb(): Quality {
    this.#sinceClimb = 0;
    return this.#go(-1);
  }

  #go(by: number): Quality {
    this.#step += by;
    this.#strained = 0;
    this.#comfortable = 0;
    return this.quality;
  }
}

/** By how much a frame's share of its time grows from one quality to another. */
function growth(from: Quality, to: Quality): number {
  return ((to.scale / from.scale) ** 2 * from.everyTicks) / to.everyTicks;
}
