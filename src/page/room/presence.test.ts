import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PresenceWatch } from './presence.ts';

const patience = { firstSec: 60, againSec: 15 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const lost: string[] = [];
  return { lost, presence: new PresenceWatch(patience, (reason) => lost.push(reason)) };
}

test('a controller that never comes is given up after the first patience', () => {
  const { lost } = watch();
  vi.advanceTimersByTime(59_999);
  expect(lost).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lost).toEqual(['controller_never_came']);
});

test('one that returns in time goes on as if nothing had been', () => {
  const { lost, presence } = watch();
  presence.update(true);
  presence.update(false);
  vi.advanceTimersByTime(14_999);
  presence.update(true);
  vi.advanceTimersByTime(1_000_000);
  expect(lost).toEqual([]);
});

test('one that went away for good is given up', () => {
  const { lost, presence } = watch();
  presence.update(true);
  presence.update(false);
  vi.advanceTimersByTime(15_000);
  expect(lost).toEqual(['controller_gone']);
});

test('after closing nothing is reported', () => {
  const { lost, presence } = watch();
  presence.close();
  vi.advanceTimersByTime(100_000);
  expect(lost).toEqual([]);
});
