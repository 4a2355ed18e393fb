import type { Replay } from '../replay/index.ts';

/** Lets a recording be heard, at any rate. */
export class ReplaySound {
  #context: AudioContext | undefined;
  #source: AudioBufferSourceNode | undefined;

  play({ audio, scene, history }: Replay, fromSec: number, rate: number): void {
    if (!audio || audio.sound.samples.length === 0) return;
    this.#context ??= new AudioContext();
    const { samples } = audio.sound;
    const buffer = this.#context.createBuffer(1, samples.length, scene.clockRateHz);
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32_768),
      0,
    );
    const startSec = history.axisSecOf(audio.startFrame / scene.clockRateHz);
    const source = new AudioBufferSourceNode(this.#context, { buffer, playbackRate: rate });
    source.connect(this.#context.destination);
    const waitSec = Math.max(0, startSec - fromSec) / rate;
    source.start(this.#context.currentTime + waitSec, Math.max(0, fromSec - startSec));
    this.#source = source;
  }

  stop(): void {
    this.#source?.stop();
    this.#source = undefined;
  }
}
