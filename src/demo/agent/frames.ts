import { ReadableStream } from 'node:stream/web';
import { AudioFrame } from '@livekit/rtc-node';

/** Short enough that an interruption finds little on its way, long enough to cost nothing. */
const FRAME_SEC = 0.05;

/** Mono samples as the stream of frames that `session.say` takes. */
export function framesOf(samples: Int16Array, sampleRateHz: number): ReadableStream<AudioFrame> {
  const step = Math.round(sampleRateHz * FRAME_SEC);
  let at = 0;
  return new ReadableStream<AudioFrame>({
    pull(controller) {
      const part = samples.slice(at, at + step);
      at += part.length;
      if (part.length === 0) controller.close();
      else controller.enqueue(new AudioFrame(part, sampleRateHz, 1, part.length));
    },
  });
}
