import { epochMs } from './epoch.ts';
import type { PlayerWorkerSetup } from './player-port.ts';
import { RATE_HZ, type Voice } from './voice.ts';

/**
 * A packet of Opus, as WebRTC sends it: what is asked of the player goes into the next packet that leaves. Of
 * shorter blocks each costs as much again, and none leaves sooner.
 */
const BLOCK_FRAMES = RATE_HZ / 50;

/**
 * A voice that a worker writes to the track, block by block. It takes no device and no click, and half of the
 * processor time of an AudioContext, which wakes four threads for every 10 ms (`docs/performance.md`).
 *
 * @throws when the worker does not start.
 */
export async function openGeneratorVoice(): Promise<Voice> {
  const worker = new Worker(new URL('./player.worker.ts', import.meta.url), { type: 'module' });
  await untilReady(worker);
  const generator = new MediaStreamTrackGenerator({
    kind: 'audio',
  }) as MediaStreamTrackGenerator<AudioData>;
  generator.contentHint = 'speech';
  let startMs = epochMs();
  worker.onmessage = ({ data }: MessageEvent<number>) => void (startMs = data);
  return {
    track: generator,
    blockFrames: BLOCK_FRAMES,
    get nowSec() {
      return (epochMs() - startMs) / 1000;
    },
    startPlayer(player) {
      const { port1, port2 } = new MessageChannel();
      const { writable } = generator;
      const setup: PlayerWorkerSetup = {
        player,
        port: port2,
        writable,
        startMs,
        rateHz: RATE_HZ,
        blockFrames: BLOCK_FRAMES,
      };
      worker.postMessage(setup, [port2, writable]);
      return port1;
    },
    watch: (onState) => onState('running'),
    close() {
      worker.terminate();
      generator.stop();
    },
  };
}

function untilReady(worker: Worker): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.onmessage = () => resolve();
  worker.onerror = ({ message }) =>
    reject(new Error(`The thread that plays the voice did not start: ${message}`));
  return promise;
}
