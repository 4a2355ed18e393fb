import { AudioTime } from './audio-time.ts';
import { FramePacer } from './frame-pacer.ts';
import { PictureDelay } from './picture-delay.ts';

/** A frame to draw now. */
export interface DueFrame {
  /** Time of the audio clock at which it will be seen: draw what is heard then. */
  readonly clockSec: number;
}

/**
 * Decides which ticks become frames and which moment each frame shows: the one that will be heard
 * when it is seen. Sound is never touched for the picture's sake. Pure: clocks come in as numbers.
 */
export class SyncScheduler {
  readonly delay: PictureDelay;
  readonly #audioTime = new AudioTime();
  readonly #pacer: FramePacer;

  constructor(fps: number) {
    this.delay = new PictureDelay(fps);
    this.#pacer = new FramePacer(fps);
  }

  /**
   * @param nowMs the page's clock.
   * @param clockSec what the voice's clock tells now.
   * @returns undefined when this tick is no frame.
   */
  tick(nowMs: number, clockSec: number): DueFrame | undefined {
    const steadySec = this.#audioTime.read(nowMs, clockSec);
    if (!this.#pacer.accept(nowMs)) return undefined;
    return { clockSec: steadySec + this.delay.leadSec };
  }
}
