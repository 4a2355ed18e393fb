import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ProgramError } from '../program-error.ts';
import { guardProcess } from './guard.ts';

/** A program that runs beside ours until it is closed. */
export interface Service {
  readonly pid: number;
  /** The last that it printed. */
  output(): string;
  /**
   * Asks again and again until the answer is true. A question that throws counts as no.
   *
   * @returns false when the program ended first, or after `timeoutMs`.
   */
  waitUntil(question: () => Promise<boolean>, timeoutMs: number): Promise<boolean>;
  /** Ends it: kindly, and a moment later hard. Resolves when it is gone. */
  close(): Promise<void>;
}

const POLL_MS = 25;
const KINDNESS_MS = 300;
const KEPT_CHARACTERS = 8_000;

/**
 * Starts a program in the background. Ctrl-C at the terminal does not reach it: whoever started
 * it decides when it ends.
 */
export function startService(
  program: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Service {
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.on('error', () => undefined);
  if (child.pid === undefined) throw new ProgramError('did_not_start', `${program} can't be run.`);
  const output = keepOutput(child);
  const release = guardProcess(child.pid);
  child.once('exit', release);
  return {
    pid: child.pid,
    output,
    waitUntil: (question, timeoutMs) => poll(child, question, timeoutMs),
    close: () => end(child),
  };
}

function keepOutput(child: ChildProcess): () => string {
  let kept = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT_CHARACTERS);
    });
  }
  return () => kept.trim();
}

async function poll(
  child: ChildProcess,
  question: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const endMs = performance.now() + timeoutMs;
  while (!hasEnded(child) && performance.now() < endMs) {
    if (await question().catch(() => false)) return true;
    await delay(POLL_MS);
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), KINDNESS_MS);
  await gone;
  clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
