import { expect, onTestFinished, test } from 'vitest';
import { SpeechSegment } from '../input/index.ts';
import { Probe } from '../probe/index.ts';
import type { PlayerCommand, PlayerEvent } from './player-core.ts';
import { Player } from './player.ts';
import { RATE_HZ, type Voice } from './voice.ts';

const IN_RATE_HZ = 24_000;

/** A voice whose thread is in our hands: it says what we say, when we say it. */
async function open() {
  const clock = { nowSec: 0 };
  const { port1, port2 } = new MessageChannel();
  const heldFrames = { sent: 0 };
  port2.onmessage = ({ data }: MessageEvent<PlayerCommand>) => {
    if (data.type === 'samples') heldFrames.sent += data.samples.length;
  };
  const voice: Partial<Voice> = {
    get nowSec() {
      return clock.nowSec;
    },
    startPlayer: () => port1,
  };
  const handlers = {
    onStarted: () => undefined,
    onFinished: () => undefined,
    onUpcoming: () => undefined,
  };
  const player = await Player.create(voice as Voice, handlers, new Probe());
  onTestFinished(() => {
    player.close();
    port2.close();
  });
  return { clock, player, heldFrames, say: (event: PlayerEvent) => port2.postMessage(event) };
}

test('the thread that plays is kept two seconds ahead by the clock, whatever it has to say is still on its way', async () => {
  const { clock, player, heldFrames, say } = await open();
  const segment = new SpeechSegment(1, IN_RATE_HZ);
  const more = () => segment.append(new Int16Array(10 * IN_RATE_HZ));
  const sentSec = () => heldFrames.sent / RATE_HZ;
  player.enqueue(segment);
  more();
  await expect.poll(sentSec).toBeCloseTo(2, 0);
  say({ type: 'playing', segment: 1, mediaFrame: 0, clockFrame: 0 });
  await expect.poll(() => player.mediaAt(0)).not.toBeNull();
  clock.nowSec = 1.5;
  more();
  await expect.poll(sentSec).toBeCloseTo(3.5, 0);
  // Never more than it can have played.
  clock.nowSec = 100;
  more();
  await expect.poll(sentSec).toBeCloseTo(5.5, 0);
});
