import { expect, test } from 'vitest';
import { FrameLoop } from './frame-loop.ts';
import { SyncScheduler } from './sync-scheduler.ts';

/** A loop whose ticks, renderer and track are in our hands. */
function setUp() {
  let tick = () => undefined as void;
  const world = { nowMs: 0, busy: false, pending: 0, written: 0, stopped: false };
  const loop = new FrameLoop({
    startTicker: (onTick) => {
      tick = onTick;
      return () => void (world.stopped = true);
    },
    scheduler: new SyncScheduler(30),
    nowMs: () => (world.nowMs += 40),
    contextSec: () => world.nowMs / 1000,
    isBusy: () => world.busy,
    draw: () => ({}) as VideoFrame,
    sink: {
      track: {} as MediaStreamTrack,
      get pending() {
        return world.pending;
      },
      write: () => void world.written++,
      close: () => undefined,
    },
  });
  return { loop, world, tick: () => tick() };
}

test('every tick publishes a frame', () => {
  const { loop, world, tick } = setUp();
  tick();
  tick();
  expect(world.written).toBe(2);
  expect(loop.counts).toEqual({ drawn: 2, dropped: 0 });
});

test('a tick that finds the last frame on its way is dropped, not queued', () => {
  const { loop, world, tick } = setUp();
  world.busy = true;
  tick();
  world.busy = false;
  world.pending = 2;
  tick();
  world.pending = 0;
  tick();
  expect(world.written).toBe(1);
  expect(loop.counts).toEqual({ drawn: 1, dropped: 2 });
});

test('closing stops the ticker', () => {
  const { loop, world } = setUp();
  loop.close();
  expect(world.stopped).toBe(true);
});
