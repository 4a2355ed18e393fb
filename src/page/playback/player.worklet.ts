import type { PlayerSetup } from './player-port.ts';
import { PlayerThread } from './player-thread.ts';

/** Plays on the audio thread, by the AudioContext's clock. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #thread: PlayerThread;

  constructor({ processorOptions }: AudioWorkletNodeOptions) {
    super();
    this.#thread = new PlayerThread(processorOptions as PlayerSetup, this.port);
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (out) this.#thread.play(out, currentFrame);
    return true;
  }
}

registerProcessor('mouthpiece-player', PlayerProcessor);
