import { expect, test } from 'vitest';
import { SyncScheduler } from './sync-scheduler.ts';

const FPS = 30;
const PERIOD_MS = 1000 / FPS;
/** What a listener's buffers cost sound more than a picture, see `picture-delay.ts`. */
const BUFFERS_SEC = 0.025;
/** A frame fits in the middle of its time, as long as drawing and encoding take none. */
const LEAD_SEC = PERIOD_MS / 2000 - BUFFERS_SEC;

interface World {
  /** Parts per million by which the audio clock runs fast. */
  readonly driftPpm?: number;
  /** The audio clock moves in steps of this many seconds. */
  readonly stepSec?: number;
  /** Milliseconds by which each tick may come late. */
  readonly jitterMs?: number;
  readonly seconds?: number;
  /** From this time of the page on, in ms: what the true audio clock is moved by, in s. */
  readonly jump?: { readonly atMs: number; readonly bySec: number };
  /** The page stands still: ticks of this time come in one burst at its end. */
  readonly stall?: { readonly fromMs: number; readonly toMs: number };
}

/** Runs the scheduler in a simulated world and tells each frame's error against the true clock. */
function run(world: World) {
  const scheduler = new SyncScheduler(FPS);
  const { driftPpm = 0, stepSec = 128 / 48_000, jitterMs = 0, seconds = 20, jump, stall } = world;
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const frames: { readonly atMs: number; readonly errorSec: number }[] = [];
  for (let tick = 0; tick < seconds * FPS; tick++) {
    let nowMs = tick * PERIOD_MS + random() * jitterMs;
    if (stall && nowMs >= stall.fromMs && nowMs < stall.toMs) nowMs = stall.toMs + tick * 1e-3;
    const trueSec =
      (nowMs / 1000) * (1 + driftPpm / 1e6) + (jump && nowMs >= jump.atMs ? jump.bySec : 0);
    const told = Math.floor(trueSec / stepSec) * stepSec;
    const frame = scheduler.tick(nowMs, told);
    // On average, a clock that moves in steps is half a step behind.
    const shown = trueSec - stepSec / 2 + LEAD_SEC;
    if (frame) frames.push({ atMs: nowMs, errorSec: frame.clockSec - shown });
  }
  return frames;
}

function worst(frames: ReturnType<typeof run>, fromMs = 2000): number {
  return Math.max(
    ...frames.filter(({ atMs }) => atMs > fromMs).map(({ errorSec }) => Math.abs(errorSec)),
  );
}

function gaps(frames: ReturnType<typeof run>): number[] {
  return frames.slice(1).map(({ atMs }, i) => atMs - frames[i]!.atMs);
}

test('every tick is a frame, for the moment that it will be seen', () => {
  const frames = run({});
  expect(frames).toHaveLength(20 * FPS);
  expect(worst(frames)).toBeLessThan(0.003);
});

test('a clock that moves in steps of a device buffer is smoothed', () => {
  expect(worst(run({ stepSec: 0.02 }))).toBeLessThan(0.008);
});

test('ten minutes of drift between the clocks add up to nothing', () => {
  const frames = run({ driftPpm: 300, seconds: 600, stepSec: 0.01 });
  expect(worst(frames)).toBeLessThan(0.006);
});

test('jitter of the ticks drops and doubles no frame', () => {
  const frames = run({ jitterMs: 14 });
  expect(frames).toHaveLength(20 * FPS);
  expect(worst(frames)).toBeLessThan(0.003);
});

test('a stall of a second is not made good: one frame for now, then the beat goes on', () => {
  const frames = run({ stall: { fromMs: 5000, toMs: 6000 } });
  expect(frames.length).toBeLessThanOrEqual(19 * FPS + 2);
  expect(frames.length).toBeGreaterThanOrEqual(19 * FPS - 1);
  expect(Math.min(...gaps(frames))).toBeGreaterThan(PERIOD_MS * 0.4);
  expect(worst(frames.filter(({ atMs }) => atMs >= 6000))).toBeLessThan(0.003);
});

test('a suspended tab comes back in step at once', () => {
  const frames = run({ stall: { fromMs: 5000, toMs: 15_000 } });
  expect(worst(frames.filter(({ atMs }) => atMs >= 15_000))).toBeLessThan(0.003);
});

test('an audio clock that jumps or stood still is followed at once', () => {
  for (const bySec of [-0.5, 0.3, 5]) {
    const frames = run({ jump: { atMs: 5000, bySec } });
    expect(worst(frames.filter(({ atMs }) => atMs > 5000))).toBeLessThan(0.003);
  }
});

test('what drawing and encoding take is drawn ahead, and never more than a face may guess', () => {
  const scheduler = new SyncScheduler(FPS);
  for (let i = 0; i < 200; i++) {
    scheduler.delay.noteDraw(8);
    scheduler.delay.noteEncode(4);
  }
  expect(scheduler.tick(0, 1)!.clockSec - 1).toBeCloseTo(LEAD_SEC + 0.012, 3);
  for (let i = 0; i < 200; i++) scheduler.delay.noteDraw(5000);
  expect(scheduler.delay.leadSec).toBe(0.15);
});

test('a picture that takes longer to encode from now on is made up for within ten seconds', () => {
  const { delay } = new SyncScheduler(FPS);
  const before = delay.leadSec;
  // A report every two seconds.
  for (let i = 0; i < 5; i++) delay.noteEncode(40);
  expect(delay.leadSec - before).toBeGreaterThan(0.038);
});
