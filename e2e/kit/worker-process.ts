import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { LivekitServer } from '../../src/programs/index.ts';
import { test as base } from './dispatcher.ts';
import { waitUntil } from './eventually.ts';

/** A LiveKit agent worker, run as its author would run it. */
class WorkerProcess extends EventEmitter {
  readonly #child: ChildProcess;
  #output = '';

  constructor(
    command: readonly [string, ...string[]],
    server: LivekitServer,
    dispatcherUrl: string,
  ) {
    super();
    const [program, ...args] = command;
    this.#child = spawn(program, args, {
      // A group of its own: workers have children.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        LIVEKIT_URL: server.url,
        LIVEKIT_API_KEY: server.apiKey,
        LIVEKIT_API_SECRET: server.apiSecret,
        MOUTHPIECE_URL: dispatcherUrl,
        NODE_OPTIONS: `--import=${new URL('./self-import.ts', import.meta.url).href}`,
      },
    });
    this.#child.stderr!.on('data', (data: Buffer) => this.#hear(data));
  }

  /** Resolves when it offers itself to the server. */
  async untilRegistered(): Promise<void> {
    for await (const line of createInterface({ input: this.#child.stdout! })) {
      this.#output += `${line}\n`;
      if (line.includes('registered worker')) return this.#keepReading();
    }
    throw new Error(`The worker ended before it was registered:\n${this.#output}`);
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves when it, or one of its jobs, has said that. */
  untilSaid(words: string, boundMs = 30_000): Promise<void> {
    return waitUntil(this, () => this.#output.includes(words), `the worker’s “${words}”`, boundMs);
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-this.#child.pid!, 'SIGKILL');
    await gone;
  }

  #keepReading(): void {
    this.#child.stdout!.on('data', (data: Buffer) => this.#hear(data));
    this.#child.stdout!.resume();
  }

  #hear(data: Buffer): void {
    this.#output += data.toString();
    this.emit('change');
  }
}

interface WorkerFixtures {
  /** Runs a program as an agent worker; resolves when it offers itself to the server. */
  readonly startWorker: (program: string, ...args: string[]) => Promise<WorkerProcess>;
}

export const test = base.extend<WorkerFixtures>({
  startWorker: async ({ server, dispatcher }, use) => {
    const workers: WorkerProcess[] = [];
    await use(async (...command) => {
      const worker = new WorkerProcess(command, server, dispatcher.url);
      workers.push(worker);
      await worker.untilRegistered();
      return worker;
    });
    for (const worker of workers) await worker.close();
  },
});
