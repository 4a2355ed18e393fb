import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ProgramError } from '../program-error.ts';
import { guardProcess } from './guard.ts';

/** A program that runs beside ours until it is closed. */
export interface Service {
  readonly pid: number;
  /** The pipes that it finds as its files 3 and 4, if it was to have any. */
  readonly pipes: readonly Duplex[];
  /** Resolves when it has ended and all that it printed is known. */
  readonly ended: Promise<void>;
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

export interface ServiceOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Gives it two pipes to this process. It must end by itself when they are closed. */
  readonly piped?: boolean;
}

/**
 * Starts a program in the background. Ctrl-C at the terminal does not reach it: whoever started
 * it decides when it ends. It ends with this process, even when that is killed.
 */
export function startService(
  program: string,
  args: readonly string[],
  { env, piped = false }: ServiceOptions = {},
): Service {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(piped ? (['pipe', 'pipe'] as const) : [])],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.on('error', () => undefined);
  if (child.pid === undefined) throw new ProgramError('did_not_start', `${program} can't be run.`);
  const output = keepOutput(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if (!piped) child.once('exit', guardProcess(child.pid));
  return {
    pid: child.pid,
    pipes: child.stdio.slice(3) as Duplex[],
    ended,
    output,
    waitUntil: (question, timeoutMs) => poll(child, question, timeoutMs),
    close: () => end(child, ended),
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

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  send(child, 'SIGTERM');
  const timer = setTimeout(() => send(child, 'SIGKILL'), KINDNESS_MS);
  await ended;
  clearTimeout(timer);
}

/** To all of it: what was started may be a script, and the program a child of it that outlives it (Debian's Chromium). */
function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') child.kill(signal);
  else if (!hasClosed(child)) {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // The last of the group has just ended.
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Nobody is left who could print. Only then might its number belong to others. */
function hasClosed(child: ChildProcess): boolean {
  return hasEnded(child) && child.stdout!.closed && child.stderr!.closed;
}
