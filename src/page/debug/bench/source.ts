import type { SpeechStream } from '../../speech-intake.ts';

/** Where a bench gets speech from. */
export interface Source {
  /** What the person before it sees. */
  readonly label: string;
  /**
   * Opens the stream; what it needs is let go when `signal` aborts or the stream is read to its end.
   *
   * @throws {BenchError} saying why there is none, and what to do.
   */
  open(signal: AbortSignal): Promise<OpenSource>;
}

export interface OpenSource {
  readonly stream: SpeechStream;
  /** What is unusual about it, if anything. */
  readonly remark?: string;
}

/** Agents send chunks of this size. */
const CHUNK_BYTES = 15_000;
/** Agents send about this much faster than one hears: 60 s of speech came in 2.85 s. */
const SPEED = 20;

/** The stream that an agent would send of these samples: in its chunks, and at its pace. */
export function streamSamples(samples: Int16Array, sampleRateHz: number): SpeechStream {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return {
    info: { attributes: { sample_rate: String(sampleRateHz), num_channels: '1' } },
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        yield chunk;
        await pause((chunk.length / 2 / sampleRateHz / SPEED) * 1000);
      }
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Floats from -1 to 1 as the wire has them. */
export function toPcm(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
}
