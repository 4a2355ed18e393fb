import { PlayerCore, type PlayerCommand } from './player-core.ts';
import type { PlayerMessage, PlayerSetup } from './player-port.ts';

/** The player on its thread, whichever that is: takes commands from a port between blocks of sound. */
export class PlayerThread {
  readonly #core: PlayerCore;
  /** First frame of the next block. */
  #frame = 0;

  constructor({ core, receipts }: PlayerSetup, port: MessagePort) {
    const tell = (message: PlayerMessage) => port.postMessage(message);
    this.#core = new PlayerCore(core, tell);
    port.onmessage = ({ data }: MessageEvent<PlayerCommand>) => {
      if (receipts) tell({ type: 'handled', clockFrame: this.#frame });
      this.#core.handle(data, this.#frame);
    };
  }

  /** Plays the block that begins with this frame of the clock. */
  play(out: Float32Array, frame: number): void {
    this.#core.process(out, frame);
    this.#frame = frame + out.length;
  }
}
