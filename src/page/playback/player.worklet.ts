import { PlayerCore, type PlayerCommand, type PlayerCoreOptions } from './player-core.ts';

/** Runs {@link PlayerCore} on the audio thread. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #core: PlayerCore;

  constructor(options: AudioWorkletNodeOptions) {
    super();
    this.#core = new PlayerCore(options.processorOptions as PlayerCoreOptions, (event) =>
      this.port.postMessage(event),
    );
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand>) =>
      this.#core.handle(data, currentFrame);
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (out) this.#core.process(out, currentFrame);
    return true;
  }
}

registerProcessor('mouthpiece-player', PlayerProcessor);
