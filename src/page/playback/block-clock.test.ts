import { expect, test } from 'vitest';
import { BlockClock } from './block-clock.ts';

const START_MS = 1_700_000_000_000.25;
const BLOCK_MS = 20;

test('one block is due per block of time, in the middle of it', () => {
  const clock = new BlockClock(START_MS, BLOCK_MS);
  expect(clock.take(START_MS)).toBe(0);
  for (let block = 0; block < 500; block++) {
    expect(clock.nextMs).toBeCloseTo(START_MS + (block + 0.5) * BLOCK_MS, 3);
    expect(clock.take(clock.nextMs - 1.1)).toBe(0);
    expect(clock.take(clock.nextMs)).toBe(1);
  }
});

test('a timer that counts in whole milliseconds calls once for each block', () => {
  const clock = new BlockClock(START_MS, BLOCK_MS);
  let nowMs = START_MS;
  for (let turn = 0; turn < 500; turn++) {
    nowMs += Math.trunc(clock.nextMs - nowMs);
    expect(clock.take(nowMs)).toBe(1);
  }
});

test('what a stall has missed is due at once, and the beat goes on', () => {
  const clock = new BlockClock(START_MS, BLOCK_MS);
  let taken = clock.take(START_MS + 100);
  taken += clock.take(START_MS + 730);
  expect(taken).toBe(37);
  expect(clock.startMs).toBe(START_MS);
  expect(clock.nextMs).toBe(START_MS + 750);
});

test('after more than a second the clock has stood still, and is told so', () => {
  const clock = new BlockClock(START_MS, BLOCK_MS);
  clock.take(START_MS + 90);
  const { nextMs } = clock;
  const nowMs = nextMs + 3_600_000;
  expect(clock.take(nowMs)).toBe(1);
  expect(clock.startMs).toBe(START_MS + 3_600_000);
  expect(clock.nextMs).toBe(nowMs + BLOCK_MS);
});
