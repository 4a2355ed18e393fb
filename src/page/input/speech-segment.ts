import type { AudioFormat } from '../../protocol/index.ts';
import { PcmDecoder } from './pcm-decoder.ts';
import { SampleStore } from './sample-store.ts';

/** Where a segment's audio comes from: a room's byte stream, a file, a microphone. */
export type ByteSource = AsyncIterable<Uint8Array>;

/**
 * One segment of speech, filling as its bytes arrive and readable from its start all the while.
 * What can't be understood still makes a segment, an empty one: the agent waits for its report.
 */
export class SpeechSegment {
  /** Counts up from 1 in the order in which streams opened. */
  readonly id: number;
  readonly sampleRateHz: number;
  /** What is wrong with the stream, if it can't be played. */
  readonly problem: string | undefined;
  readonly #samples = new SampleStore();
  readonly #listeners = new Set<() => void>();
  #ended = false;

  constructor(id: number, sampleRateHz: number, problem?: string) {
    this.id = id;
    this.sampleRateHz = sampleRateHz;
    this.problem = problem;
    this.#ended = problem !== undefined;
  }

  /** Mono samples received. */
  get length(): number {
    return this.#samples.length;
  }

  /** True once nothing more will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Calls `listener` whenever samples or the end have come; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Copies up to `count` samples from `start` on, as floats from -1 to 1. */
  read(start: number, count: number): Float32Array<ArrayBuffer> {
    return this.#samples.read(start, count);
  }

  append(samples: Int16Array): void {
    if (this.#ended || samples.length === 0) return;
    this.#samples.append(samples);
    this.#notify();
  }

  /** Nothing more will come. Idempotent. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Reads a source into a segment until it ends, breaks off or `signal` aborts. A broken source ends
 * the segment where it broke: what did arrive is still spoken.
 *
 * @returns what broke, or undefined after a proper end.
 */
export async function fillSegment(
  segment: SpeechSegment,
  source: ByteSource,
  format: AudioFormat,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const decoder = new PcmDecoder(format);
  try {
    for await (const chunk of source) {
      if (signal.aborted) break;
      segment.append(decoder.decode(chunk));
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    segment.end();
  }
}
