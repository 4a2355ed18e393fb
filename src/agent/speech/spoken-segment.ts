import type { AudioFrame } from '@livekit/rtc-node';
import type { AudioFormat } from '../../protocol/index.ts';

const BYTES_PER_SAMPLE = 2;

/** How a segment came to its end; the part of LiveKit's finished event that is ours. */
export interface SegmentOutcome {
  /** Seconds of the segment that were heard. */
  readonly playbackPosition: number;
  readonly interrupted: boolean;
}

/**
 * One segment of the agent's speech, kept until it was heard: what a lost or replaced avatar did
 * not play can go to the next one.
 */
export class SpokenSegment {
  readonly format: AudioFormat;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #cut = false;
  #outcome: SegmentOutcome | undefined;
  #resumeByte = 0;
  #changed = Promise.withResolvers<void>();
  /** Whether any of it was heard; the agent is told once. */
  started = false;

  constructor(format: AudioFormat) {
    this.format = format;
  }

  /** Nothing is added any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The agent does not want to hear the rest. */
  get cut(): boolean {
    return this.#cut;
  }

  /** The agent was told how much was heard. */
  get settled(): boolean {
    return this.#outcome !== undefined;
  }

  /** What the agent was told, once it was. */
  get outcome(): SegmentOutcome | undefined {
    return this.#outcome;
  }

  /** Seconds said by the agent so far. */
  get durationSec(): number {
    return this.#bytes / this.bytesPerSec;
  }

  /** Seconds already heard through earlier avatars. */
  get resumeSec(): number {
    return this.#resumeByte / this.bytesPerSec;
  }

  /** Where the next avatar begins, in bytes. */
  get resumeByte(): number {
    return this.#resumeByte;
  }

  /** Adds sound. The frame's memory may be used anew by its owner: it is copied. */
  push(frame: AudioFrame): void {
    if (this.#cut || this.#outcome || this.#ended) return;
    const { buffer, byteOffset, byteLength } = frame.data;
    this.#pieces.push(new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength)));
    this.#bytes += byteLength;
    this.#notify();
  }

  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** Drops what was not heard yet. */
  interrupt(): void {
    this.#cut = true;
    this.#notify();
  }

  /** From here on it is history: memory is given back, later sound is ignored. */
  settle(outcome: SegmentOutcome): void {
    this.#outcome = outcome;
    this.#pieces.length = 0;
    this.#notify();
  }

  /** Notes that `sec` seconds from the last resuming point on were heard. */
  resumeAfter(sec: number): void {
    const frames = Math.round(sec * this.format.sampleRateHz);
    const bytes = this.#resumeByte + frames * this.format.channels * BYTES_PER_SAMPLE;
    this.#resumeByte = Math.min(bytes, this.#bytes);
  }

  /** Up to `maxBytes` of the sound from `fromByte` on; empty when there is none yet. */
  read(fromByte: number, maxBytes: number): Uint8Array {
    const out = new Uint8Array(Math.max(0, Math.min(maxBytes, this.#bytes - fromByte)));
    let start = 0;
    let filled = 0;
    for (const piece of this.#pieces) {
      const skip = Math.max(0, fromByte + filled - start);
      if (skip < piece.length) {
        const part = piece.subarray(skip, skip + out.length - filled);
        out.set(part, filled);
        filled += part.length;
      }
      if (filled === out.length) break;
      start += piece.length;
    }
    return out;
  }

  /** Resolves when the agent has been told. */
  async untilSettled(): Promise<SegmentOutcome> {
    for (;;) {
      if (this.#outcome) return this.#outcome;
      await this.changed();
    }
  }

  /** Resolves at the next change of any kind. */
  changed(): Promise<void> {
    return this.#changed.promise;
  }

  get bytesPerSec(): number {
    return this.format.sampleRateHz * this.format.channels * BYTES_PER_SAMPLE;
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
