import { expect, test } from 'vitest';
import { FrameLoop } from './frame-loop.ts';
import type { Quality } from './quality-governor.ts';
import { SyncScheduler } from './sync-scheduler.ts';

const FPS = 30;

/** A loop whose ticks, renderer and track are in our hands. */
function setUp() {
  let tick = () => undefined as void;
  const world = {
    nowMs: 0,
    busy: false,
    pending: 0,
    /** From 1 on, one sees that the face has moved. */
    difference: Infinity,
    written: 0,
    repeated: 0,
    stopped: false,
    quality: [] as Quality[],
  };
  const loop = new FrameLoop({
    startTicker: (onTick) => {
      tick = onTick;
      return () => void (world.stopped = true);
    },
    scheduler: new SyncScheduler(FPS),
    fps: FPS,
    nowMs: () => world.nowMs,
    clockSec: () => world.nowMs / 1000,
    source: {
      get busy() {
        return world.busy;
      },
      pose: () => world.difference,
      draw: () => ({}) as VideoFrame,
      again: () => (world.repeated++, {} as VideoFrame),
    },
    sink: {
      track: {} as MediaStreamTrack,
      get pending() {
        return world.pending;
      },
      write: () => void world.written++,
      close: () => undefined,
    },
    onQuality: (quality) => void world.quality.push(quality),
  });
  const run = (ticks: number) => {
    for (let i = 0; i < ticks; i++) {
      world.nowMs += 1000 / FPS;
      tick();
    }
  };
  return { loop, world, run };
}

test('every tick publishes a frame while something moves', () => {
  const { loop, world, run } = setUp();
  run(2);
  expect(world.written).toBe(2);
  expect(loop.counts).toEqual({ drawn: 2, repeated: 0, still: 0, dropped: 0 });
});

test('a face that hardly moves is published a quarter as often, and a move at once', () => {
  const { loop, world, run } = setUp();
  run(1);
  world.difference = 0.8;
  run(20);
  expect(loop.counts).toEqual({ drawn: 6, repeated: 0, still: 15, dropped: 0 });
  run(1);
  world.difference = 1;
  run(3);
  expect(loop.counts).toEqual({ drawn: 9, repeated: 0, still: 16, dropped: 0 });
});

test('a face that has not moved goes out as it was, and is not drawn again', () => {
  const { loop, world, run } = setUp();
  run(1);
  world.difference = 0.2;
  run(8);
  expect(world).toMatchObject({ written: 3, repeated: 2 });
  expect(loop.counts).toEqual({ drawn: 1, repeated: 2, still: 6, dropped: 0 });
});

test('a tick that finds the last frame on its way is dropped, not queued', () => {
  const { loop, world, run } = setUp();
  world.busy = true;
  run(1);
  world.busy = false;
  world.pending = 2;
  run(1);
  world.pending = 0;
  run(1);
  expect(world.written).toBe(1);
  expect(loop.counts).toEqual({ drawn: 1, repeated: 0, still: 0, dropped: 2 });
});

test('frames that stay away make the picture smaller, then rarer; a still face does not', () => {
  const { world, run } = setUp();
  world.difference = 0;
  run(20 * FPS);
  expect(world.quality).toEqual([]);
  const seen = () => world.quality.map(({ scale, everyTicks }) => [scale, everyTicks]);
  const smaller = [
    [0.75, 1],
    [0.5, 1],
  ];
  for (let i = 0; i < 10 * FPS; i++) {
    world.busy = i % 3 === 0;
    run(1);
  }
  expect(seen()).toEqual(smaller);
  for (let i = 0; i < 5 * FPS; i++) {
    world.busy = i % 3 !== 0;
    run(1);
  }
  expect(seen()).toEqual([...smaller, [0.5, 2]]);
  world.busy = false;
  world.difference = Infinity;
  const before = world.written;
  run(FPS);
  expect(world.written - before).toBe(FPS / 2);
});

test('closing stops the ticker', () => {
  const { loop, world } = setUp();
  loop.close();
  expect(world.stopped).toBe(true);
});
