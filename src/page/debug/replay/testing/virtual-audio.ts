import { vi } from 'vitest';

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
}

interface Processor {
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

type ProcessorClass = new (options: unknown) => Processor;

/** By a glob, since the worklet's globals are none of the page's types. */
const [loadProcessor] = Object.values(import.meta.glob('../../../playback/player.worklet.ts')) as [
  () => Promise<unknown>,
];

const QUANTUM = 480;

/** An audio thread whose time goes on when it is told to: runs the real processor of the player. */
export class VirtualAudio {
  readonly sampleRate = 48_000;
  readonly renderQuantumSize = QUANTUM;
  readonly audioWorklet = { addModule: () => Promise.resolve() };
  readonly output: number[] = [];
  #processor: Processor | undefined;
  #page!: VirtualPort;
  #thread!: VirtualPort;
  #frame = 4_096;

  /** Puts this audio thread in the place of the browser's. */
  async install(): Promise<void> {
    let Class!: ProcessorClass;
    const ports = () => this.#thread;
    vi.stubGlobal('currentFrame', this.#frame);
    vi.stubGlobal(
      'AudioWorkletProcessor',
      class {
        readonly port = ports();
      },
    );
    vi.stubGlobal('registerProcessor', (_: string, made: ProcessorClass) => (Class = made));
    // Anew for each audio thread: it takes up the globals as it is loaded.
    vi.resetModules();
    await loadProcessor();
    const create = (options: unknown) => {
      [this.#page, this.#thread] = [new VirtualPort(), new VirtualPort()];
      [this.#page.other, this.#thread.other] = [this.#thread, this.#page];
      this.#processor = new Class(options);
      return this.#page;
    };
    vi.stubGlobal(
      'AudioWorkletNode',
      class {
        readonly port: VirtualPort;
        constructor(_context: unknown, _name: string, options: unknown) {
          this.port = create(options);
        }
        disconnect(): void {}
      },
    );
  }

  get currentTime(): number {
    return this.#frame / this.sampleRate;
  }

  /** Plays one quantum, with what the page has sent by now. */
  step(): void {
    vi.stubGlobal('currentFrame', this.#frame);
    this.#thread.deliver();
    const out = new Float32Array(QUANTUM);
    this.#processor!.process([], [[out]]);
    this.output.push(...out);
    this.#frame += QUANTUM;
    this.#page.deliver();
  }
}
