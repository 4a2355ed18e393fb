import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { expect } from '@playwright/test';
import { findPackageRoot } from '../../src/programs/index.ts';

/** In the environment of the demo and of all that it starts, so that none of it can hide. */
const MARK = 'MOUTHPIECE_E2E_MARK';

/** These would make another demo of it: one with models, or on somebody's server. */
const NOT_OURS = /^(LIVEKIT|OPENAI)_/;

/** The demo as a person starts it. */
export class RunningDemo {
  readonly #mark = crypto.randomUUID();
  readonly #child: ChildProcess;
  #output = '';

  constructor() {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name)),
    );
    this.#child = spawn(
      'node',
      ['scripts/run.js', 'src/cli/main.ts', 'demo', '--no-open', '--port', '0'],
      {
        cwd: findPackageRoot(),
        env: { ...env, [MARK]: this.#mark },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream
        .setEncoding('utf8')
        .on('data', (text: string) => (this.#output += stripVTControlCharacters(text)));
    }
  }

  /** All that the terminal shows, without its colours. */
  get output(): string {
    return this.#output;
  }

  /** Waits until the terminal shows it. */
  async untilSaid(pattern: RegExp, boundMs = 30_000): Promise<RegExpExecArray> {
    const hasEnded = () => this.#child.exitCode !== null;
    await expect
      .poll(() => pattern.test(this.#output) || hasEnded(), {
        timeout: boundMs,
        message: `the terminal shows ${pattern}`,
      })
      .toBe(true);
    const match = pattern.exec(this.#output);
    if (!match) throw new Error(`The demo has ended, and the terminal shows:\n${this.#output}`);
    return match;
  }

  /** Process ids of the demo and all that it started, and they in turn. */
  findProcesses(): number[] {
    // With the environment of every process behind its command.
    const table = execFileSync('ps', ['axeww', '-o', 'pid=,command='], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const own = table.split('\n').filter((line) => line.includes(`${MARK}=${this.#mark}`));
    return own.map((line) => Number.parseInt(line.trim(), 10));
  }

  /** Ctrl-C, and the exit code that follows. */
  async interrupt(): Promise<number | null> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    await gone;
    return this.#child.exitCode;
  }

  /** For the end of a test that went wrong. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null) await this.interrupt();
  }
}
