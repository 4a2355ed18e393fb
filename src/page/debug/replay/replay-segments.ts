import { PcmDecoder } from '../../input/pcm-decoder.ts';
import { SpeechSegment } from '../../input/index.ts';
import type { Resampler } from '../../playback/resampler.ts';
import type { ProbeEvent, ProbeEventOf } from '../../probe/index.ts';

interface Replayed {
  readonly segment: SpeechSegment;
  readonly decoder: PcmDecoder;
  readonly resampler: Resampler;
  /** Resampled, and not asked for yet. */
  readonly ready: Float32Array[];
  read: number;
}

/** The segments of a recording, filled with the bytes as they came and cut into the same pieces. */
export class ReplaySegments {
  readonly #segments = new Map<number, Replayed>();
  readonly #clockRateHz: number;
  readonly #makeResampler: (inRateHz: number, outRateHz: number) => Resampler;

  constructor(
    clockRateHz: number,
    makeResampler: (inRateHz: number, outRateHz: number) => Resampler,
  ) {
    this.#clockRateHz = clockRateHz;
    this.#makeResampler = makeResampler;
  }

  get(id: number): SpeechSegment | undefined {
    return this.#segments.get(id)?.segment;
  }

  /** Takes an event; returns the samples of a piece. */
  handle(event: ProbeEvent): Float32Array | undefined {
    if (event.type === 'opened') this.#open(event);
    else if (event.type === 'bytes') {
      const replayed = this.#segments.get(event.segment);
      replayed?.segment.append(replayed.decoder.decode(event.bytes));
    } else if (event.type === 'closed') this.#segments.get(event.segment)?.segment.end();
    else if (event.type === 'piece') return this.#piece(event);
    return undefined;
  }

  /** The next samples of a segment at the audio clock's rate. */
  take(id: number, frames: number): Float32Array {
    const next = this.#segments.get(id)?.ready.shift();
    return next?.length === frames ? next : new Float32Array(frames);
  }

  close(): void {
    for (const { resampler } of this.#segments.values()) resampler.close();
  }

  #open({ segment: id, sampleRateHz, channels, problem }: ProbeEventOf<'opened'>): void {
    this.#segments.set(id, {
      segment: new SpeechSegment(id, sampleRateHz, problem),
      decoder: new PcmDecoder({ sampleRateHz, channels }),
      resampler: this.#makeResampler(sampleRateHz, this.#clockRateHz),
      ready: [],
      read: 0,
    });
  }

  #piece({ segment: id, samples, last }: ProbeEventOf<'piece'>): Float32Array | undefined {
    const replayed = this.#segments.get(id);
    if (!replayed) return undefined;
    const { segment, resampler, ready } = replayed;
    const input = segment.read(replayed.read, samples);
    replayed.read += input.length;
    ready.push(resampler.process(input));
    if (last) ready.push(resampler.flush());
    const filled = ready.filter(({ length }) => length > 0);
    ready.splice(0, Infinity, ...filled);
    return input;
  }
}
