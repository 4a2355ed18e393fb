import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { LivekitServer } from '../../src/programs/index.ts';
import { waitUntil } from './eventually.ts';
import type { Speaker } from './torture.ts';
import type { Finished } from './voiced-agent.ts';

interface Told {
  readonly event: 'ready' | 'launched' | 'said' | 'started' | 'finished' | 'timeout';
  readonly positionSec?: number;
  readonly interrupted?: boolean;
}

/** LiveKit's Python agent in a process of its own, driven from here. */
export class PythonSpeaker extends EventEmitter implements Speaker {
  readonly started: number[] = [];
  readonly finished: Finished[] = [];
  readonly #told: Told[] = [];
  readonly #child: ChildProcess;

  constructor(python: string, server: LivekitServer, room: string, dispatcherUrl: string) {
    super();
    const script = new URL('../python/speaker.py', import.meta.url).pathname;
    this.#child = spawn(python, [script, room], {
      stdio: ['pipe', 'pipe', process.env['AGENT_LOG'] ? 'inherit' : 'ignore'],
      env: {
        ...process.env,
        LIVEKIT_URL: server.url,
        LIVEKIT_API_KEY: server.apiKey,
        LIVEKIT_API_SECRET: server.apiSecret,
        MOUTHPIECE_URL: dispatcherUrl,
      },
    });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(line));
  }

  /** How often LiveKit's output gave up waiting for a report. */
  get timeouts(): number {
    return this.#told.filter(({ event }) => event === 'timeout').length;
  }

  async launch(): Promise<void> {
    await this.#untilTold('ready', 1);
    const before = this.#count('launched');
    this.#do({ do: 'launch' });
    await this.#untilTold('launched', before + 1);
  }

  async sayChirp(hz: number, seconds: number): Promise<void> {
    const before = this.#count('said');
    this.#do({ do: 'say', hz, seconds });
    await this.#untilTold('said', before + 1);
  }

  clear(): void {
    this.#do({ do: 'clear' });
  }

  untilStarted(count: number): Promise<void> {
    return waitUntil(this, () => this.started.length >= count, `${count} starts`);
  }

  untilFinished(count: number): Promise<void> {
    return waitUntil(this, () => this.finished.length >= count, `${count} finished`);
  }

  async leave(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin!.end();
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(killer);
  }

  #count(event: Told['event']): number {
    return this.#told.filter((told) => told.event === event).length;
  }

  #untilTold(event: Told['event'], count: number): Promise<void> {
    return waitUntil(this, () => this.#count(event) >= count, `Python’s “${event}”`, 30_000);
  }

  #do(command: object): void {
    this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
  }

  #hear(line: string): void {
    const told = JSON.parse(line) as Told;
    this.#told.push(told);
    const atMs = performance.now();
    if (told.event === 'started') this.started.push(atMs);
    if (told.event === 'finished') {
      this.finished.push({
        atMs,
        positionSec: told.positionSec!,
        interrupted: told.interrupted!,
      });
    }
    this.emit('change');
  }
}
