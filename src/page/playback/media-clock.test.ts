import { expect, test } from 'vitest';
import { MediaClock } from './media-clock.ts';

const RATE_HZ = 48_000;

function clockWith(...events: Parameters<MediaClock['handle']>[0][]): MediaClock {
  const clock = new MediaClock(RATE_HZ);
  for (const event of events) clock.handle(event);
  return clock;
}

const playing = (segment: number, mediaFrame: number, clockFrame: number) =>
  ({ type: 'playing', segment, mediaFrame, clockFrame }) as const;

test('media time runs with the context’s clock, also into the near future', () => {
  const clock = clockWith(playing(1, 0, RATE_HZ));
  expect(clock.at(0.99)).toBeNull();
  expect(clock.at(1.5)).toEqual({ segment: 1, mediaSec: 0.5, moving: true });
});

test('an underrun stops it where it is', () => {
  const clock = clockWith(playing(1, 0, 0), {
    type: 'starved',
    segment: 1,
    mediaFrame: 24_000,
    clockFrame: 24_000,
  });
  expect(clock.at(0.25)).toEqual({ segment: 1, mediaSec: 0.25, moving: true });
  expect(clock.at(3)).toEqual({ segment: 1, mediaSec: 0.5, moving: false });
});

test('after the end there is silence, and before it still speech', () => {
  const clock = clockWith(playing(1, 0, 0), {
    type: 'finished',
    segment: 1,
    mediaFrame: 48_000,
    clockFrame: 48_000,
    interrupted: false,
  });
  expect(clock.at(0.9)?.segment).toBe(1);
  expect(clock.at(1.1)).toBeNull();
});

test('it tells the segment of each moment when they follow each other', () => {
  const finished = { type: 'finished', segment: 1, mediaFrame: 9600, clockFrame: 9600 } as const;
  const clock = clockWith(
    playing(1, 0, 0),
    { ...finished, interrupted: false },
    playing(2, 0, 9600),
  );
  expect(clock.at(0.1)?.segment).toBe(1);
  expect(clock.at(0.3)).toEqual({ segment: 2, mediaSec: expect.closeTo(0.1, 9), moving: true });
});
