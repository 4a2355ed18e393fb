import { PcmDecoder } from '../../input/pcm-decoder.ts';
import { Envelope } from './envelope.ts';

/** A stretch of the axis in which a segment is heard, from `mediaSec` on. */
export interface HeardSpan {
  readonly fromSec: number;
  readonly mediaSec: number;
  /** Undefined while it goes on. */
  toSec: number | undefined;
}

/** A stretch of the axis in which a segment waits for bytes; open as long as it goes on. */
export interface Starvation {
  readonly fromSec: number;
  toSec: number | undefined;
}

interface Chunk {
  readonly atSec: number;
  readonly bytes: number;
}

/** What became of one segment of speech. Times are on the axis. */
export class SegmentTrace {
  readonly id: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly problem: string | undefined;
  readonly openedSec: number;
  readonly chunks: Chunk[] = [];
  readonly spans: HeardSpan[] = [];
  readonly starvations: Starvation[] = [];
  readonly envelope: Envelope;
  closedSec: number | undefined;
  /** What broke the stream, if something did. */
  broken: string | undefined;
  startedSec: number | undefined;
  finishedSec: number | undefined;
  positionSec: number | undefined;
  interrupted = false;
  bytes = 0;
  #samples = 0;
  readonly #decoder: PcmDecoder;

  constructor(facts: {
    id: number;
    sampleRateHz: number;
    channels: number;
    problem: string | undefined;
    openedSec: number;
  }) {
    ({ id: this.id, sampleRateHz: this.sampleRateHz, channels: this.channels } = facts);
    ({ problem: this.problem, openedSec: this.openedSec } = facts);
    this.#decoder = new PcmDecoder(facts);
    this.envelope = new Envelope(facts.sampleRateHz);
  }

  receive(atSec: number, bytes: Uint8Array): void {
    this.chunks.push({ atSec, bytes: bytes.length });
    this.bytes += bytes.length;
    const samples = this.#decoder.decode(bytes);
    this.#samples += samples.length;
    this.envelope.push(samples);
  }

  /** Seconds of sound that have come. */
  get receivedSec(): number {
    return this.#samples / this.sampleRateHz;
  }

  /** Bytes of a sample that never became whole. */
  get oddBytes(): number {
    return this.#decoder.pendingBytes;
  }

  /**
   * Seconds between the first byte and its sound; undefined before. Never negative: the page's clock and
   * the audio clock are paired to some milliseconds only.
   */
  get latencySec(): number | undefined {
    const firstSec = this.chunks[0]?.atSec;
    return this.startedSec === undefined || firstSec === undefined
      ? undefined
      : Math.max(0, this.startedSec - firstSec);
  }

  /** The longest wait for bytes while the stream was open. */
  get longestGapSec(): number {
    const times = [this.openedSec, ...this.chunks.map(({ atSec }) => atSec)];
    return Math.max(0, ...times.slice(1).map((atSec, i) => atSec - times[i]!));
  }

  /** Place in the segment that was heard at `atSec`, counted up to now. */
  heardSec(atSec: number): number {
    if (this.positionSec !== undefined) return this.positionSec;
    const span = this.spans.at(-1);
    if (!span) return 0;
    return span.mediaSec + Math.max(0, Math.min(atSec, span.toSec ?? Infinity) - span.fromSec);
  }

  play(fromSec: number, mediaSec: number): void {
    this.startedSec ??= fromSec;
    this.#endStarvation(fromSec);
    this.spans.push({ fromSec, mediaSec, toSec: undefined });
  }

  starve(atSec: number): void {
    this.#endSpan(atSec);
    this.starvations.push({ fromSec: atSec, toSec: undefined });
  }

  finish(atSec: number): void {
    this.#endSpan(atSec);
    this.#endStarvation(atSec);
    this.finishedSec = atSec;
  }

  #endSpan(atSec: number): void {
    const span = this.spans.at(-1);
    if (span) span.toSec ??= atSec;
  }

  #endStarvation(atSec: number): void {
    const starvation = this.starvations.at(-1);
    if (starvation) starvation.toSec ??= atSec;
  }
}
