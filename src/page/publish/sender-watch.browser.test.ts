import { expect, test } from 'vitest';
import { watchSender } from './sender-watch.ts';

/** WebRTC begins with a guess of 300 kbit/s, and so small a picture gives it no cause to look for more. */
const MOST_BPS = 300_000;

test('a connection that thinks little of itself is asked for more for a while; encoding times are told', async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const context = canvas.getContext('2d')!;
  const painting = setInterval(() => context.fillRect(Math.random() * 160, 0, 2, 90), 33);
  const [from, to] = await connect(canvas.captureStream(30).getVideoTracks()[0]!);
  const sender = from.getSenders()[0]!;
  const encodeMs: number[] = [];
  const stop = watchSender(sender, (ms) => encodeMs.push(ms));
  const mostBps = () => sender.getParameters().encodings[0]!.maxBitrate;
  try {
    await expect.poll(mostBps, { timeout: 10_000 }).toBe(2.5 * MOST_BPS);
    await expect.poll(mostBps, { timeout: 10_000 }).toBe(MOST_BPS);
    expect(encodeMs.length).toBeGreaterThan(0);
    expect(Math.min(...encodeMs)).toBeGreaterThan(0);
  } finally {
    stop();
    clearInterval(painting);
    from.close();
    to.close();
  }
});

async function connect(track: MediaStreamTrack): Promise<[RTCPeerConnection, RTCPeerConnection]> {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
  to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
  from.addTransceiver(track, { sendEncodings: [{ maxBitrate: MOST_BPS }] });
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription!);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription!);
  return [from, to];
}
