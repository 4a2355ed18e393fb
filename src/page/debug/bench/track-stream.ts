import type { SpeechStream } from '../../speech-intake.ts';
import { BenchError } from './bench-error.ts';
import { toPcm } from './source.ts';

/**
 * The sound of a track as a stream of speech that goes on until `signal` aborts or the track ends:
 * bytes come as the sound does, not ahead of it.
 */
export async function streamTrack(
  track: MediaStreamTrack,
  signal: AbortSignal,
): Promise<SpeechStream> {
  if (!('MediaStreamTrackProcessor' in globalThis)) {
    throw new BenchError('This browser can’t read live sound. Use Chrome, Edge or Chromium.');
  }
  const { readable } = new MediaStreamTrackProcessor({ track: track as MediaStreamAudioTrack });
  const reader = (readable as ReadableStream<AudioData>).getReader();
  signal.addEventListener('abort', () => void reader.cancel(), { once: true });
  const first = await reader.read();
  if (first.done) throw new BenchError('The sound ended before it began. Try again.');
  const rateHz = first.value.sampleRate;
  return {
    info: { attributes: { sample_rate: String(rateHz), num_channels: '1' } },
    async *[Symbol.asyncIterator]() {
      try {
        for (let next: ReadableStreamReadResult<AudioData> = first; !next.done;) {
          yield takeBytes(next.value);
          next = await reader.read();
        }
      } finally {
        track.stop();
        void reader.cancel();
      }
    },
  };
}

/** The first channel's bytes; the data is closed. */
function takeBytes(data: AudioData): Uint8Array {
  const samples = new Float32Array(data.numberOfFrames);
  data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
  data.close();
  return new Uint8Array(toPcm(samples).buffer);
}
