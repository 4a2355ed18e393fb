import type { ByteStreamReader } from 'livekit-client';
import { parseAudioFormat, type AudioFormat } from '../protocol/index.ts';
import { fillSegment, SpeechSegment } from './input/index.ts';

/** A segment that can't be played still has a rate, so that nothing behind it needs a special case. */
const FALLBACK_RATE_HZ = 48_000;

/** Turns the controller's streams into segments, in the order in which they open. */
export class SpeechIntake {
  readonly #onSegment: (segment: SpeechSegment) => void;
  readonly #onTrouble: (message: string) => void;
  #count = 0;
  #filling = new AbortController();

  constructor(onSegment: (segment: SpeechSegment) => void, onTrouble: (message: string) => void) {
    this.#onSegment = onSegment;
    this.#onTrouble = onTrouble;
  }

  /** Every stream makes a segment, even one that can't be understood: the agent awaits its report. */
  receive(stream: ByteStreamReader): void {
    const id = ++this.#count;
    const parsed = parseAudioFormat(stream.info.attributes);
    if (parsed.ok) {
      const segment = new SpeechSegment(id, parsed.format.sampleRateHz);
      this.#onSegment(segment);
      void this.#fill(segment, stream, parsed.format);
    } else {
      this.#onTrouble(`Segment ${id} can’t be played: ${parsed.problem}.`);
      this.#onSegment(new SpeechSegment(id, FALLBACK_RATE_HZ, parsed.problem));
      void stream[Symbol.asyncIterator]().return();
    }
  }

  /** Drops what is left of every stream opened so far. */
  clear(): void {
    this.#filling.abort();
    this.#filling = new AbortController();
  }

  async #fill(
    segment: SpeechSegment,
    stream: ByteStreamReader,
    format: AudioFormat,
  ): Promise<void> {
    const { signal } = this.#filling;
    const broken = await fillSegment(segment, stream, format, signal);
    if (broken && !signal.aborted) {
      this.#onTrouble(
        `Segment ${segment.id} broke off after ${segment.length} samples: ${broken.message}`,
      );
    }
  }
}
