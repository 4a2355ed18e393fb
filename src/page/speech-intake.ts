import { parseAudioFormat, type AudioFormat } from '../protocol/index.ts';
import { fillSegment, SpeechSegment, type ByteSource } from './input/index.ts';
import type { Probe, Rig } from './probe/index.ts';

/** A segment that can't be played still has a rate, so that nothing behind it needs a special case. */
const FALLBACK_RATE_HZ = 48_000;
const UNKNOWN_FORMAT = { sampleRateHz: FALLBACK_RATE_HZ, channels: 1 };

/** A stream of speech: a room's `ByteStreamReader`, or what is like one. */
export interface SpeechStream extends ByteSource {
  readonly info: { readonly attributes?: Record<string, string> };
}

/** Turns the controller's streams into segments, in the order in which they open. */
export class SpeechIntake {
  readonly #onSegment: (segment: SpeechSegment) => void;
  readonly #onTrouble: (message: string) => void;
  readonly #rig: Rig;
  #count: number;
  #filling = new AbortController();

  /** @param count segments that there were before. */
  constructor(
    onSegment: (segment: SpeechSegment) => void,
    onTrouble: (message: string) => void,
    rig: Rig,
    count = 0,
  ) {
    this.#rig = rig;
    this.#count = count;
    this.#onSegment = onSegment;
    this.#onTrouble = onTrouble;
  }

  /** Every stream makes a segment, even one that can't be understood: the agent awaits its report. */
  receive(stream: SpeechStream): void {
    const id = ++this.#count;
    const parsed = parseAudioFormat(stream.info.attributes);
    const { probe } = this.#rig;
    if (parsed.ok) {
      probe.tell?.({ type: 'opened', segment: id, ...parsed.format });
      const segment = new SpeechSegment(id, parsed.format.sampleRateHz);
      this.#onSegment(segment);
      void this.#fill(segment, stream, parsed.format);
    } else {
      const { problem } = parsed;
      probe.tell?.({ type: 'opened', segment: id, ...UNKNOWN_FORMAT, problem });
      this.#onTrouble(`Segment ${id} can’t be played: ${parsed.problem}.`);
      this.#onSegment(new SpeechSegment(id, FALLBACK_RATE_HZ, parsed.problem));
      void stream[Symbol.asyncIterator]().return?.();
    }
  }

  /** Drops what is left of every stream opened so far. */
  clear(): void {
    this.#filling.abort();
    this.#filling = new AbortController();
  }

  async #fill(segment: SpeechSegment, stream: SpeechStream, format: AudioFormat): Promise<void> {
    const { signal } = this.#filling;
    const { network, probe } = this.#rig;
    const source = watch(network ? network(stream) : stream, segment.id, probe);
    const broken = await fillSegment(segment, source, format, signal);
    probe.tell?.({ type: 'closed', segment: segment.id, problem: broken?.message });
    if (broken && !signal.aborted) {
      this.#onTrouble(
        `Segment ${segment.id} broke off after ${segment.length} samples: ${broken.message}`,
      );
    }
  }
}

/** The same stream, while the probe hears of every chunk. */
async function* watch(source: ByteSource, segment: number, probe: Probe): ByteSource {
  for await (const chunk of source) {
    // A copy: a sender's buffer may go on to other uses.
    probe.tell?.({ type: 'bytes', segment, bytes: chunk.slice() });
    yield chunk;
  }
}
