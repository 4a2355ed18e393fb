import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { every } from './every.ts';

const PERIOD_MS = 100 / 3;

/** A machine's clock and its one timer, in our hands. */
const machine = { nowMs: 0, dueMs: Number.NaN, run: () => undefined as void };

beforeEach(() => {
  machine.nowMs = 0;
  vi.stubGlobal('performance', { now: () => machine.nowMs });
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => {
    // As browsers do: whole milliseconds.
    Object.assign(machine, { run, dueMs: machine.nowMs + Math.max(0, Math.trunc(ms)) });
  });
  vi.stubGlobal('clearTimeout', () => (machine.dueMs = Number.NaN));
});

afterEach(() => void vi.unstubAllGlobals());

/** Lets the timer fire, this much later than it should. */
function fire(lateMs = 0): void {
  machine.nowMs = Math.max(machine.nowMs, machine.dueMs + lateMs);
  machine.run();
}

test('it calls as often as it should, though timers count in whole milliseconds', () => {
  let calls = 0;
  const stop = every(PERIOD_MS, () => calls++);
  for (; machine.nowMs < 10_000;) fire();
  expect(Math.abs(calls - 301)).toBeLessThanOrEqual(1);
  stop();
  expect(machine.dueMs).toBeNaN();
});

test('a late call does not shift the beat, and what a stall has missed is left out', () => {
  const atMs: number[] = [];
  every(100, () => atMs.push(machine.nowMs));
  for (const lateMs of [0, 0, 30, 0, 250, 0, 0]) fire(lateMs);
  expect(atMs).toEqual([0, 100, 230, 300, 650, 700, 800]);
});

test('a call that fails does not end the beat', () => {
  every(100, () => {
    throw new Error('once more');
  });
  for (let i = 0; i < 3; i++) expect(() => fire()).toThrow('once more');
  expect(machine.nowMs).toBe(200);
});

test('an overdue call goes first, but leaves others the thread for twice as long as it takes', () => {
  const asked = stubScheduler();
  let tookMs = 10;
  const atMs: number[] = [];
  const stop = every(100, () => {
    atMs.push(machine.nowMs);
    machine.nowMs += tookMs;
  });
  expect(asked.atMs).toBe(200);
  fire();
  tookMs = 400;
  fire();
  // Twice 400 after it was done: nothing is overdue yet.
  asked.run();
  expect(asked.atMs).toBe(1300);
  expect(atMs).toEqual([0, 100]);
  machine.nowMs = 1300;
  asked.run();
  expect(atMs).toEqual([0, 100, 1300]);
  stop();
  expect(asked.atMs).toBeNaN();
});

test('after a long call the next one is looked after as soon as ever', () => {
  const asked = stubScheduler();
  let tookMs = 400;
  every(100, () => (machine.nowMs += tookMs));
  fire();
  asked.run();
  expect(asked.atMs).toBe(1200);
  tookMs = 10;
  fire();
  // Due at 500, and two periods.
  expect(asked.atMs).toBe(700);
});

/** The one task that the browser is asked to put before all others. */
function stubScheduler(): { readonly atMs: number; run(): void } {
  let task: { readonly atMs: number; readonly run: () => void } | undefined;
  const postTask = (
    run: () => void,
    { delay, signal }: { readonly delay: number; readonly signal: AbortSignal },
  ) => {
    const asked = { atMs: machine.nowMs + delay, run };
    task = asked;
    signal.addEventListener('abort', () => (task === asked ? (task = undefined) : undefined));
    return Promise.resolve();
  };
  vi.stubGlobal('scheduler', { postTask });
  return {
    get atMs() {
      return task?.atMs ?? Number.NaN;
    },
    run() {
      const { run } = task!;
      task = undefined;
      run();
    },
  };
}
