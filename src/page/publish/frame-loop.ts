import { QualityGovernor, type Quality } from './quality-governor.ts';
import type { SyncScheduler } from './sync-scheduler.ts';
import type { VideoSink } from './video-sink.ts';

/** More than this in flight and the picture would only come later, not oftener. */
const MAX_PENDING = 1;
/**
 * Frames per second of a face on which one sees nothing move. Receivers count a freeze from 150 ms
 * beyond the usual distance of frames on (W3C webrtc-stats, `freezeCount`).
 */
const STILL_FPS = 7.5;
/** From this difference on, such a frame is drawn anew, so that slow moves go in steps that nobody sees. */
const REDRAWN_FROM = 0.75;
/** How often the quality is thought over. */
const WINDOW_MS = 1000;

/** What the frames show. */
export interface FrameSource {
  /** True when the last frame is still being drawn. */
  readonly busy: boolean;
  /**
   * Takes up what is heard at this time of the audio clock.
   *
   * @returns how different it looks from the last frame drawn: from 1 on, one sees it.
   */
  pose(clockSec: number): number;
  /** Draws what was taken up. */
  draw(timestampUs: number): VideoFrame;
  /** The last picture once more, as of another time; undefined where drawing it again is as well. */
  again(timestampUs: number): VideoFrame | undefined;
}

export interface FrameLoopOptions {
  /** Calls back at an even rate until the returned function is called. */
  readonly startTicker: (onTick: () => void) => () => void;
  readonly scheduler: SyncScheduler;
  /** Ticks a second. */
  readonly fps: number;
  /** The page's clock, in milliseconds. */
  readonly nowMs: () => number;
  /** What the voice's clock tells now. */
  readonly clockSec: () => number;
  readonly source: FrameSource;
  readonly sink: VideoSink;
  /** Told when the machine has too much to do for the full picture, or has time for it again. */
  readonly onQuality: (quality: Quality) => void;
  /** Told of each frame that went out. */
  readonly onFrame?: (frame: SentFrame) => void;
  /** Told of each tick that made no frame because the last one was on its way. */
  readonly onDropped?: (why: 'drawing' | 'sending') => void;
}

/** A frame that went out. */
export interface SentFrame {
  /** The audio clock when the frame was begun. */
  readonly nowSec: number;
  /** The moment that it shows. */
  readonly clockSec: number;
  /** From the tick to the track. */
  readonly totalMs: number;
}

/** How many ticks came to what. */
export interface FrameCounts {
  readonly drawn: number;
  /** Nothing moved: the last frame went out again. */
  readonly repeated: number;
  /** Nothing moved, and a frame had just gone out. */
  readonly still: number;
  /** There was no time: the last frame was on its way, or several ticks came at once. */
  readonly dropped: number;
}

/**
 * Draws and publishes a frame per tick. A tick that finds the last frame on its way is dropped; while
 * nothing moves, and when the machine has too much to do, only some ticks make a frame; one that
 * would look like the last one is not drawn again.
 */
export class FrameLoop {
  readonly #options: FrameLoopOptions;
  readonly #stop: () => void;
  readonly #governor = new QualityGovernor();
  readonly #stillTicks: number;
  readonly #counts = { drawn: 0, repeated: 0, still: 0, dropped: 0 };
  /** Ticks since the last frame. */
  #waited = Number.POSITIVE_INFINITY;
  #window = { startMs: Number.NaN, kept: 0 };

  constructor(options: FrameLoopOptions) {
    this.#options = options;
    this.#stillTicks = Math.max(1, Math.floor(options.fps / STILL_FPS));
    this.#stop = options.startTicker(() => this.#tick());
  }

  /** Ticks a second. */
  get fps(): number {
    return this.#options.fps;
  }

  /** How many frames went out so far. */
  get sent(): number {
    return this.#counts.drawn + this.#counts.repeated;
  }

  get counts(): FrameCounts {
    return this.#counts;
  }

  close(): void {
    this.#stop();
  }

  #tick(): void {
    const { scheduler, nowMs, clockSec } = this.#options;
    const startMs = nowMs();
    const nowSec = clockSec();
    const due = scheduler.tick(startMs, nowSec);
    if (due) this.#frame(startMs, nowSec, due.clockSec);
    else this.#counts.dropped++;
    this.#thinkOver(startMs);
  }

  #frame(startMs: number, nowSec: number, clockSec: number): void {
    const { source, sink, scheduler, nowMs } = this.#options;
    this.#waited++;
    if (this.#waited < this.#governor.quality.everyTicks) return;
    if (source.busy || sink.pending > MAX_PENDING) {
      this.#counts.dropped++;
      this.#options.onDropped?.(source.busy ? 'drawing' : 'sending');
      return;
    }
    this.#window.kept++;
    const difference = source.pose(clockSec);
    if (difference < 1 && this.#waited < this.#stillTicks) {
      this.#counts.still++;
      return;
    }
    const timestampUs = startMs * 1000;
    const last = difference < REDRAWN_FROM ? source.again(timestampUs) : undefined;
    const isNew = !last;
    sink.write(last ?? source.draw(timestampUs));
    const totalMs = nowMs() - startMs;
    if (isNew) scheduler.delay.noteDraw(totalMs);
    this.#counts[isNew ? 'drawn' : 'repeated']++;
    this.#options.onFrame?.({ nowSec, clockSec, totalMs });
    this.#waited = 0;
  }

  #thinkOver(nowMs: number): void {
    const { fps, scheduler, onQuality } = this.#options;
    const elapsedMs = nowMs - this.#window.startMs;
    if (elapsedMs < WINDOW_MS) return;
    const periodMs = (1000 / fps) * this.#governor.quality.everyTicks;
    const { drawMs, encodeMs } = scheduler.delay;
    const load = (drawMs + encodeMs) / periodMs;
    const { kept } = this.#window;
    this.#window = { startMs: nowMs, kept: 0 };
    if (Number.isNaN(elapsedMs)) return;
    const changed = this.#governor.note({ elapsedMs, wanted: elapsedMs / periodMs, kept, load });
    if (changed) onQuality(changed);
  }
}
