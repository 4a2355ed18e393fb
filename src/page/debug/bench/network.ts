import type { ByteSource } from '../../input/index.ts';

/** What an artificial network does to a stream. */
export interface NetworkFaults {
  /** Every chunk comes so much later. */
  readonly lateMs: number;
  /** Chunks come together, once in so long. */
  readonly burstMs: number;
  /** Share of the chunks that never come, 0 to 1. */
  readonly loss: number;
  /** After every {@link STALL_EVERY_BYTES}, nothing comes for so long. */
  readonly stallMs: number;
}

/** What a stalling sender sends in between: a second of speech at 24 kHz. */
const STALL_EVERY_BYTES = 48_000;

/**
 * When a chunk arrives, in milliseconds since the stream's beginning. Chunks are never overtaken.
 *
 * @param sentMs when it was sent.
 * @param sentBytes what was sent before it.
 */
export function arrivalMs(
  sentMs: number,
  sentBytes: number,
  { lateMs, burstMs, stallMs }: NetworkFaults,
): number {
  let atMs = sentMs + Math.floor(sentBytes / STALL_EVERY_BYTES) * stallMs;
  if (burstMs > 0) atMs = Math.ceil(atMs / burstMs) * burstMs;
  return atMs + lateMs;
}

interface Arrival {
  readonly chunk: Uint8Array;
  readonly dueMs: number;
}

/** Puts the network between a stream and the one who reads it. Faults are asked for each chunk. */
export function impair(source: ByteSource, faults: () => NetworkFaults): ByteSource {
  return {
    async *[Symbol.asyncIterator]() {
      const startMs = performance.now();
      const sinceMs = () => performance.now() - startMs;
      const reader = readAhead(source, faults, sinceMs).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const waitMs = next.value.dueMs - sinceMs();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        yield next.value.chunk;
      }
    },
  };
}

/** Reads as fast as the source sends; what it throws is thrown to the reader. */
function readAhead(
  source: ByteSource,
  faults: () => NetworkFaults,
  sinceMs: () => number,
): ReadableStream<Arrival> {
  return new ReadableStream({
    async start(controller) {
      let sentBytes = 0;
      for await (const chunk of source) {
        const dueMs = arrivalMs(sinceMs(), sentBytes, faults());
        sentBytes += chunk.length;
        if (Math.random() >= faults().loss) controller.enqueue({ chunk, dueMs });
      }
      controller.close();
    },
  });
}
