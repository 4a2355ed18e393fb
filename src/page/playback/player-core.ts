/**
 * The player's inner part, as it runs on its thread: queues of samples in, one block of sound
 * out. It counts every frame that it plays, and is the one place that knows what was heard.
 *
 * It is pure: time comes in as the number of the first frame of the block.
 */

/** From the page to the player. */
export type PlayerCommand =
  | { readonly type: 'open'; readonly segment: number }
  | { readonly type: 'samples'; readonly segment: number; readonly samples: Float32Array }
  /** No more samples will come for this segment. */
  | { readonly type: 'close'; readonly segment: number }
  /** How many frames must be there before a segment starts, unless it is shorter, and before a starved one goes on. */
  | { readonly type: 'buffer'; readonly startFrames: number; readonly resumeFrames: number }
  /** Nothing begins while it is on; what plays already goes on. */
  | { readonly type: 'hold'; readonly on: boolean }
  /** Ends every segment opened so far, at once. */
  | { readonly type: 'clear' };

/** From the player to the page. Frames are at the voice's rate. */
export type PlayerEvent =
  /** From `clockFrame` on, the segment plays on from `mediaFrame`. */
  | {
      readonly type: 'playing';
      readonly segment: number;
      readonly mediaFrame: number;
      readonly clockFrame: number;
    }
  /** The samples ran out at `mediaFrame`; more are to come. */
  | {
      readonly type: 'starved';
      readonly segment: number;
      readonly mediaFrame: number;
      readonly clockFrame: number;
    }
  /** How many frames of the segment have been played; sent some ten times a second. */
  | { readonly type: 'progress'; readonly segment: number; readonly mediaFrame: number }
  | {
      readonly type: 'finished';
      readonly segment: number;
      readonly mediaFrame: number;
      readonly clockFrame: number;
      readonly interrupted: boolean;
    };

export interface PlayerCoreOptions {
  /** As in the command `buffer`, until there is one. */
  readonly startFrames: number;
  readonly resumeFrames: number;
  /** Length of the fade when sound is cut off or starts again inside a word. */
  readonly fadeFrames: number;
  /** Frames between two progress events. */
  readonly progressFrames: number;
}

interface QueuedSegment {
  readonly id: number;
  readonly chunks: Float32Array[];
  /** Frames of the first chunk already played. */
  offset: number;
  /** Frames waiting. */
  waiting: number;
  played: number;
  closed: boolean;
  state: 'new' | 'playing' | 'starved';
}

export class PlayerCore {
  readonly #options: PlayerCoreOptions;
  readonly #emit: (event: PlayerEvent) => void;
  readonly #queue: QueuedSegment[] = [];
  /** The last sample that went out, from which a cut fades to silence. */
  #last = 0;
  #fadeOut = 0;
  #fadeIn = 0;
  #sinceProgress = 0;
  #startFrames: number;
  #resumeFrames: number;
  #held = false;

  constructor(options: PlayerCoreOptions, emit: (event: PlayerEvent) => void) {
    this.#options = options;
    this.#startFrames = options.startFrames;
    this.#resumeFrames = options.resumeFrames;
    this.#emit = emit;
  }

  handle(command: PlayerCommand, clockFrame: number): void {
    if (command.type === 'clear') return this.#clear(clockFrame);
    if (command.type === 'buffer') {
      this.#startFrames = command.startFrames;
      this.#resumeFrames = command.resumeFrames;
      return;
    }
    if (command.type === 'hold') {
      this.#held = command.on;
      return;
    }
    if (command.type === 'open') {
      this.#queue.push({
        id: command.segment,
        chunks: [],
        offset: 0,
        waiting: 0,
        played: 0,
        closed: false,
        state: 'new',
      });
      return;
    }
    // What a clear has ended may still be on its way here: it is dropped.
    const segment = this.#queue.find(({ id }) => id === command.segment);
    if (!segment) return;
    if (command.type === 'close') segment.closed = true;
    else if (command.samples.length > 0) {
      segment.chunks.push(command.samples);
      segment.waiting += command.samples.length;
    }
  }

  /** Fills one block. A segment may begin in the very frame after the last one's end. */
  process(out: Float32Array, clockFrame: number): void {
    let filled = 0;
    for (let segment = this.#queue[0]; segment && filled < out.length; segment = this.#queue[0]) {
      const at = clockFrame + filled;
      if (!this.#isReady(segment)) break;
      if (segment.state !== 'playing') this.#play(segment, at);
      filled += this.#copy(segment, out, filled);
      if (segment.waiting > 0) continue;
      if (!segment.closed) {
        this.#starve(segment, clockFrame + filled);
        break;
      }
      this.#queue.shift();
      this.#finish(segment, clockFrame + filled, false);
    }
    this.#fadeTail(out, filled);
  }

  #isReady(segment: QueuedSegment): boolean {
    if (this.#held && segment.state === 'new') return false;
    if (segment.closed || segment.state === 'playing') return true;
    return segment.waiting >= (segment.state === 'new' ? this.#startFrames : this.#resumeFrames);
  }

  #play(segment: QueuedSegment, clockFrame: number): void {
    // A closed segment without a sample is never heard, so it never starts.
    if (segment.waiting === 0) return;
    if (segment.state === 'starved') this.#fadeIn = this.#options.fadeFrames;
    segment.state = 'playing';
    this.#emit({ type: 'playing', segment: segment.id, mediaFrame: segment.played, clockFrame });
  }

  #copy(segment: QueuedSegment, out: Float32Array, start: number): number {
    let written = 0;
    while (start + written < out.length && segment.waiting > 0) {
      const chunk = segment.chunks[0]!;
      const part = chunk.subarray(segment.offset, segment.offset + out.length - start - written);
      out.set(part, start + written);
      written += part.length;
      segment.waiting -= part.length;
      segment.offset += part.length;
      if (segment.offset === chunk.length) {
        segment.chunks.shift();
        segment.offset = 0;
      }
    }
    if (written > 0) this.#soften(out, start, written);
    segment.played += written;
    this.#reportProgress(segment, written);
    return written;
  }

  #soften(out: Float32Array, start: number, count: number): void {
    const fade = this.#options.fadeFrames;
    for (let i = start; this.#fadeIn > 0 && i < start + count; i++, this.#fadeIn--) {
      out[i]! *= 1 - this.#fadeIn / fade;
    }
    this.#last = out[start + count - 1]!;
    this.#fadeOut = fade;
  }

  /** Where sound stops, the wave runs out within the fade instead of jumping to zero. */
  #fadeTail(out: Float32Array, filled: number): void {
    const fade = this.#options.fadeFrames;
    for (let i = filled; i < out.length; i++) {
      if (this.#fadeOut > 0) this.#fadeOut--;
      out[i] = fade > 0 ? this.#last * (this.#fadeOut / fade) ** 2 : 0;
    }
  }

  #reportProgress(segment: QueuedSegment, frames: number): void {
    this.#sinceProgress += frames;
    if (this.#sinceProgress < this.#options.progressFrames) return;
    this.#sinceProgress = 0;
    this.#emit({ type: 'progress', segment: segment.id, mediaFrame: segment.played });
  }

  #starve(segment: QueuedSegment, clockFrame: number): void {
    if (segment.state !== 'playing') return;
    segment.state = 'starved';
    this.#emit({ type: 'starved', segment: segment.id, mediaFrame: segment.played, clockFrame });
  }

  #clear(clockFrame: number): void {
    for (const segment of this.#queue.splice(0)) this.#finish(segment, clockFrame, true);
  }

  #finish(segment: QueuedSegment, clockFrame: number, interrupted: boolean): void {
    this.#emit({
      type: 'finished',
      segment: segment.id,
      mediaFrame: segment.played,
      clockFrame,
      interrupted,
    });
  }
}
