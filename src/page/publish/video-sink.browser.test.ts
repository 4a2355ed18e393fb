import { PerspectiveCamera, Scene } from 'three';
import { afterEach, expect, test } from 'vitest';
import { createCpuPainter } from '../scene/cpu-painter.ts';
import { openLoopback } from './test-kit/loopback.ts';
import { createVideoSink, type VideoSink } from './video-sink.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

test('a picture that goes out again is sent as of its own time', async () => {
  const painter = await createCpuPainter(WIDTH, HEIGHT);
  painter.renderer.render(new Scene(), new PerspectiveCamera());
  const sink = createVideoSink(WIDTH, HEIGHT);
  const seen = await receive(sink);
  await expect
    .poll(() => (sink.write(painter.takeFrame(nowMs() * 1000)), seen.length), {
      timeout: 10_000,
      interval: 33,
    })
    .toBeGreaterThan(10);
  await untilNoMore(seen);
  const sentMs: number[] = [];
  const first = seen.length;
  for (let i = 0; i < 5; i++) {
    sentMs.push(nowMs());
    sink.write(painter.takeAgain!(sentMs[i]! * 1000));
    await untilNoMore(seen, first + i);
  }
  expect(seen.length).toBe(first + 5);
  for (let i = 1; i < 5; i++) {
    const stepMs = (seen[first + i]! - seen[first + i - 1]!) / RTP_TICKS_PER_MS;
    expect(Math.abs(stepMs - (sentMs[i]! - sentMs[i - 1]!))).toBeLessThan(20);
  }
});

const [WIDTH, HEIGHT] = [320, 180];
/** RFC 6184, section 5.1, and RFC 7741, section 4.1: 90 kHz. */
const RTP_TICKS_PER_MS = 90;

/** A viewer of the sink's track; the RTP timestamps of what is seen come into the array. */
async function receive({ track, close }: VideoSink): Promise<readonly number[]> {
  const video = document.body.appendChild(document.createElement('video'));
  closers.push(close, () => video.remove());
  const seen: number[] = [];
  const note = (_: number, { rtpTimestamp }: VideoFrameCallbackMetadata) => {
    seen.push(rtpTimestamp!);
    video.requestVideoFrameCallback(note);
  };
  await openLoopback(track, [], (loopback) => {
    closers.push(() => loopback.close());
    loopback.to.ontrack = (event) => {
      video.srcObject = new MediaStream([event.track]);
      video.requestVideoFrameCallback(note);
      void video.play();
    };
  });
  return seen;
}

/** Waits for more than `least` pictures, and until no more come. */
async function untilNoMore(seen: readonly number[], least = 0): Promise<void> {
  let last = -1;
  await expect
    .poll(() => seen.length > least && last === (last = seen.length), { interval: 120 })
    .toBe(true);
}

function nowMs(): number {
  return performance.now();
}
