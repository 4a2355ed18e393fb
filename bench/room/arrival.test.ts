import { expect, test } from 'vitest';
import { Arrival } from './arrival.ts';

const PERIOD_MS = 33;
/** The receiver's clock begins elsewhere. */
const DISTANCE_MS = 88_000;

/** Pictures that come at these times, handled by a loop that is away now and then. */
function handle(cameMs: readonly number[], away: readonly (readonly [number, number])[]): number[] {
  const arrival = new Arrival(0);
  const told: number[] = [];
  let next = 0;
  for (let nowMs = 0; nowMs < 3000; nowMs++) {
    if (away.some(([from, to]) => nowMs > from && nowMs < to)) continue;
    if (nowMs % 5 === 0 || away.some(([, to]) => nowMs === to)) arrival.look(nowMs);
    while (next < cameMs.length && cameMs[next]! <= nowMs) {
      told.push(arrival.at(nowMs, cameMs[next]! - DISTANCE_MS));
      next++;
    }
  }
  return told;
}

const even = Array.from({ length: 60 }, (_, i) => i * PERIOD_MS);

test('is when things are handled', () => {
  expect(handle(even, [])).toEqual(even);
});

test('is by the receiver’s clock while the loop was away', () => {
  expect(handle(even, [[1000, 1150]])).toEqual(even);
});

test('hides no gap that was there', () => {
  const late = even.map((at) => (at > 900 && at < 1020 ? 1020 : at));
  expect(handle(late, [[1000, 1150]])).toEqual(late);
});

test('is in the time that the loop was away, whatever the clock says', () => {
  const arrival = new Arrival(0);
  arrival.look(5);
  expect(arrival.at(6, 6)).toBe(6);
  arrival.look(10);
  expect(arrival.at(100, 500)).toBe(100);
  expect(arrival.at(100, -500)).toBe(10);
});
