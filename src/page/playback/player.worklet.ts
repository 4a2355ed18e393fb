import { PlayerCore, type PlayerCommand } from './player-core.ts';
import type { PlayerMessage, PlayerSetup } from './player-port.ts';

/** Runs {@link PlayerCore} on the audio thread. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #core: PlayerCore;
  readonly #receipts: boolean;
  /** Clock at which commands were taken that no quantum knows of yet. */
  readonly #taken: number[] = [];

  constructor(options: AudioWorkletNodeOptions) {
    super();
    const { core, receipts } = options.processorOptions as PlayerSetup;
    this.#receipts = receipts;
    this.#core = new PlayerCore(core, (event) => this.#tell(event));
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand>) => {
      this.#core.handle(data, currentFrame);
      if (receipts) this.#taken.push(currentFrame);
    };
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (!out) return true;
    if (this.#receipts) this.#sendReceipts();
    this.#core.process(out, currentFrame);
    return true;
  }

  #sendReceipts(): void {
    for (const contextFrame of this.#taken.splice(0)) {
      this.#tell({ type: 'handled', contextFrame, nextFrame: currentFrame });
    }
  }

  #tell(message: PlayerMessage): void {
    this.port.postMessage(message);
  }
}

registerProcessor('mouthpiece-player', PlayerProcessor);
