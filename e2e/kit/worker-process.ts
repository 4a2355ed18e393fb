import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { LivekitServer } from '../../src/programs/index.ts';

/** An example's agent worker, run as its reader would run it. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #output = '';

  constructor(
    command: readonly [string, ...string[]],
    server: LivekitServer,
    dispatcherUrl: string,
  ) {
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
    this.#child.stderr!.on('data', (data: Buffer) => (this.#output += data.toString()));
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

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-this.#child.pid!, 'SIGKILL');
    await gone;
  }

  #keepReading(): void {
    this.#child.stdout!.on('data', (data: Buffer) => (this.#output += data.toString()));
    this.#child.stdout!.resume();
  }
}
