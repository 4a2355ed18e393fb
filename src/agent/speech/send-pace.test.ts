import { expect, test } from 'vitest';
import { SendPace } from './send-pace.ts';

const START_MS = 50_000;

test('the first two seconds leave at once', () => {
  const pace = new SendPace(START_MS);
  for (const sec of [0, 0.3, 1.9, 2]) expect(pace.waitMs(START_MS, sec)).toBe(0);
});

test('a minute that is there at once leaves twice as fast as it is spoken', () => {
  const pace = new SendPace(START_MS);
  let nowMs = START_MS;
  for (let sentSec = 0; sentSec < 60; sentSec += 0.25) {
    nowMs += pace.waitMs(nowMs, sentSec);
    const playedSec = (nowMs - START_MS) / 1000;
    expect(sentSec - playedSec).toBeGreaterThanOrEqual(Math.min(sentSec, 2) - 0.25);
  }
  expect(nowMs - START_MS).toBeCloseTo(28_875);
});

test('speech that comes no faster than it is spoken never waits', () => {
  const pace = new SendPace(START_MS);
  for (let sec = 0; sec < 60; sec += 0.1) expect(pace.waitMs(START_MS + sec * 1000, sec)).toBe(0);
});
