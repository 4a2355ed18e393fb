import type { PlayerSetup } from '../../../playback/player-port.ts';
import { PlayerThread } from '../../../playback/player-thread.ts';
import { RATE_HZ, type Voice } from '../../../playback/index.ts';

type Listener = (event: { data: unknown }) => void;

/** One end of a port: what is posted to the other end lies there until it is delivered. */
class VirtualPort {
  onmessage: Listener | null = null;
  other!: VirtualPort;
  readonly #letters: unknown[] = [];

  postMessage(data: unknown): void {
    this.other.#letters.push(data);
  }

  deliver(): void {
    for (const data of this.#letters.splice(0)) this.onmessage?.({ data });
  }

  close(): void {
    this.onmessage = null;
  }
}

/** A voice whose time goes on when it is told to; what plays is the real thing. */
export class VirtualVoice implements Voice {
  /** Where its clock begins. */
  static readonly FIRST_FRAME = 3_840;

  readonly track = undefined as unknown as MediaStreamTrack;
  readonly blockFrames = RATE_HZ / 50;
  readonly output: number[] = [];
  readonly #page = new VirtualPort();
  readonly #there = new VirtualPort();
  #thread: PlayerThread | undefined;
  #frame = VirtualVoice.FIRST_FRAME;

  constructor() {
    this.#page.other = this.#there;
    this.#there.other = this.#page;
  }

  get nowSec(): number {
    return this.#frame / RATE_HZ;
  }

  startPlayer(setup: PlayerSetup): MessagePort {
    this.#thread = new PlayerThread(setup, this.#there as unknown as MessagePort);
    return this.#page as unknown as MessagePort;
  }

  watch(): void {}

  close(): void {}

  /** Plays one block, with what the page has sent by now. */
  step(): void {
    this.#there.deliver();
    const out = new Float32Array(this.blockFrames);
    this.#thread!.play(out, this.#frame);
    this.output.push(...out);
    this.#frame += this.blockFrames;
    this.#page.deliver();
  }
}
