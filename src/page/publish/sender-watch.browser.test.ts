import { expect, test } from 'vitest';
import { watchSender } from './sender-watch.ts';
import { openLoopback } from './test-kit/loopback.ts';

/** WebRTC begins with a guess of 300 kbit/s, and so small a picture gives it no cause to look for more. */
const MOST_BPS = 300_000;

test('a connection that thinks little of itself is asked for more for a while; encoding times are told; few frames are given few bits', async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const context = canvas.getContext('2d')!;
  let sent = 0;
  const painting = setInterval(() => {
    sent++;
    context.fillRect(Math.random() * 160, 0, 2, 90);
  }, 33);
  const track = canvas.captureStream(30).getVideoTracks()[0]!;
  const loopback = await openLoopback(track, [{ maxBitrate: MOST_BPS }]);
  const sender = loopback.from.getSenders()[0]!;
  const encodeMs: number[] = [];
  const stop = watchSender(sender, {
    fps: 30,
    sentFrames: () => sent,
    onEncode: (ms) => encodeMs.push(ms),
  });
  const mostBps = () => sender.getParameters().encodings[0]!.maxBitrate;
  try {
    await expect.poll(mostBps, { timeout: 10_000 }).toBe(2.5 * MOST_BPS);
    await expect.poll(mostBps, { timeout: 10_000 }).toBe(MOST_BPS);
    expect(encodeMs.length).toBeGreaterThan(0);
    expect(Math.min(...encodeMs)).toBeGreaterThan(0);
    clearInterval(painting);
    await expect.poll(mostBps, { timeout: 10_000 }).toBeLessThan(0.5 * MOST_BPS);
  } finally {
    stop();
    clearInterval(painting);
    loopback.close();
  }
});
