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

test('a late call goes first, but leaves others the thread for twice as long as it takes', () => {
  const delays: number[] = [];
  vi.stubGlobal('scheduler', {
    postTask: (_: () => void, { delay }: { delay: number }) => {
      delays.push(delay);
      return Promise.resolve();
    },
  });
  let tookMs = 10;
  every(100, () => (machine.nowMs += tookMs));
  fire();
  tookMs = 400;
  fire();
  // 90 ms until it is due, and two periods; then no wait, as it is late, and twice 400.
  expect(delays.slice(1)).toEqual([290, 800]);
});
