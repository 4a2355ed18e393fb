import type { SyncScheduler } from './sync-scheduler.ts';
import type { VideoSink } from './video-sink.ts';

/** More than this in flight and the picture would only come later, not oftener. */
const MAX_PENDING = 1;

export interface FrameLoopOptions {
  /** Calls back at an even rate until the returned function is called. */
  readonly startTicker: (onTick: () => void) => () => void;
  readonly scheduler: SyncScheduler;
  /** The page's clock, in milliseconds. */
  readonly nowMs: () => number;
  /** What the AudioContext tells now. */
  readonly contextSec: () => number;
  /** True when the last frame is still being drawn. */
  readonly isBusy: () => boolean;
  /** Draws the face of this time of the audio clock. */
  readonly draw: (contextSec: number, timestampUs: number) => VideoFrame;
  readonly sink: VideoSink;
}

/** Draws and publishes a frame per tick. A tick that finds the last frame on its way is dropped. */
export class FrameLoop {
  readonly #options: FrameLoopOptions;
  readonly #stop: () => void;
  #drawn = 0;
  #dropped = 0;

  constructor(options: FrameLoopOptions) {
    this.#options = options;
    this.#stop = options.startTicker(() => this.#tick());
  }

  get counts(): { readonly drawn: number; readonly dropped: number } {
    return { drawn: this.#drawn, dropped: this.#dropped };
  }

  close(): void {
    this.#stop();
  }

  #tick(): void {
    const { scheduler, nowMs, contextSec, isBusy, draw, sink } = this.#options;
    const startMs = nowMs();
    const due = scheduler.tick(startMs, contextSec());
    if (!due || isBusy() || sink.pending > MAX_PENDING) {
      this.#dropped++;
      return;
    }
    sink.write(draw(due.contextSec, startMs * 1000));
    scheduler.delay.noteDraw(nowMs() - startMs);
    this.#drawn++;
  }
}
