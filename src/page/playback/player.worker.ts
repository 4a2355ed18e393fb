import { BlockClock } from './block-clock.ts';
import { epochMs } from './epoch.ts';
import type { PlayerWorkerSetup } from './player-port.ts';
import { PlayerThread } from './player-thread.ts';

/** Plays by the machine's clock, and writes what is played to a track. */
function play(setup: PlayerWorkerSetup): void {
  const { player, port, rateHz, blockFrames, startMs } = setup;
  const thread = new PlayerThread(player, port);
  const writer = setup.writable.getWriter();
  const clock = new BlockClock(startMs, (blockFrames / rateHz) * 1000);
  let frame = 0;
  const samples = new Float32Array(blockFrames);
  const playBlock = () => {
    thread.play(samples, frame);
    const sound = toAudioData(samples, frame, rateHz);
    // The track closes what it takes, and takes nothing once it has been stopped.
    writer.write(sound).catch(() => sound.close());
    frame += blockFrames;
  };
  const turn = () => {
    const before = clock.startMs;
    for (let due = clock.take(epochMs()); due > 0; due--) playBlock();
    if (clock.startMs !== before) postMessage(clock.startMs);
    setTimeout(turn, clock.nextMs - epochMs());
  };
  turn();
}

function toAudioData(samples: Float32Array<ArrayBuffer>, frame: number, rateHz: number): AudioData {
  return new AudioData({
    format: 'f32',
    sampleRate: rateHz,
    numberOfChannels: 1,
    numberOfFrames: samples.length,
    timestamp: Math.round((frame / rateHz) * 1e6),
    data: samples,
  });
}

onmessage = ({ data }: MessageEvent<PlayerWorkerSetup>) => play(data);
postMessage('ready');
