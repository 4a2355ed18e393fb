import { expect, test } from 'vitest';
import { Headroom } from './headroom.ts';

test('a connection that is wide enough, or not known yet, is left alone', () => {
  const headroom = new Headroom();
  expect(headroom.note(undefined, 400_000)).toBe(1);
  expect(headroom.note(1_200_000, 400_000)).toBe(1);
});

test('a narrow one is asked for more, for one period, and left alone once there is more', () => {
  const headroom = new Headroom();
  expect(headroom.note(500_000, 400_000)).toBe(2.5);
  expect(headroom.note(2_000_000, 400_000)).toBe(1);
  expect(headroom.note(2_000_000, 400_000)).toBe(1);
});

test('one that stays narrow is asked three times, and then believed', () => {
  const headroom = new Headroom();
  const factors = Array.from({ length: 8 }, () => headroom.note(500_000, 400_000));
  expect(factors).toEqual([2.5, 1, 2.5, 1, 2.5, 1, 1, 1]);
});
