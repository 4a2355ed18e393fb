import { expect, test } from 'vitest';
import { QualityGovernor } from './quality-governor.ts';

const FPS = 30;

/** A machine on which a full picture takes `fullLoad` of each frame's time, and which drops what is too much. */
function live(governor: QualityGovernor, fullLoad: number, seconds: number): void {
  for (let i = 0; i < seconds; i++) {
    const { scale, everyTicks } = governor.quality;
    const load = (fullLoad * scale ** 2) / everyTicks;
    const wanted = FPS / everyTicks;
    governor.note({ elapsedMs: 1000, wanted, kept: wanted * Math.min(1, 1 / load), load });
  }
}

test('a machine with time to spare keeps the full picture', () => {
  const governor = new QualityGovernor();
  live(governor, 0.5, 600);
  expect(governor.quality).toEqual({ scale: 1, everyTicks: 1 });
});

test('one that has no time to spare, but gets its frames through, keeps it too', () => {
  const governor = new QualityGovernor();
  live(governor, 1, 600);
  expect(governor.quality).toEqual({ scale: 1, everyTicks: 1 });
});

test('a loaded one gives up pixels, and frames only when that is not enough', () => {
  for (const [load, scale, everyTicks] of [
    [1.2, 0.75, 1],
    [2.5, 0.5, 1],
    [5, 0.5, 2],
  ] as const) {
    const governor = new QualityGovernor();
    live(governor, load, 20);
    expect(governor.quality).toEqual({ scale, everyTicks });
  }
});

test('where drawing takes several frames of time, all that is needed is given up at once', () => {
  const governor = new QualityGovernor();
  const slow = { elapsedMs: 1000, wanted: FPS, kept: 8, load: 3.5 };
  for (let i = 0; i < 8; i++) expect(governor.note(slow)).toBeUndefined();
  expect(governor.note(slow)).toEqual({ scale: 0.5, everyTicks: 1 });
});

test('it takes five bad seconds, not four, and none of the first', () => {
  const governor = new QualityGovernor();
  const bad = { elapsedMs: 1000, wanted: FPS, kept: 10, load: 0.3 };
  const good = { ...bad, kept: FPS };
  for (let i = 0; i < 4; i++) expect(governor.note(bad)).toBeUndefined();
  expect(governor.note(good)).toBeUndefined();
  for (let i = 0; i < 4; i++) expect(governor.note(bad)).toBeUndefined();
  expect(governor.note(good)).toBeUndefined();
  for (let i = 0; i < 4; i++) expect(governor.note(bad)).toBeUndefined();
  expect(governor.note(bad)).toEqual({ scale: 0.75, everyTicks: 1 });
});

test('frames lost to other programs are no reason to leave out more of them', () => {
  const governor = new QualityGovernor();
  const window = { elapsedMs: 1000, wanted: FPS, load: 0.3 };
  for (let i = 0; i < 60; i++) governor.note({ ...window, kept: 20 });
  expect(governor.quality).toEqual({ scale: 0.5, everyTicks: 1 });
  for (let i = 0; i < 5; i++) governor.note({ ...window, kept: 14 });
  expect(governor.quality).toEqual({ scale: 0.5, everyTicks: 2 });
});

test('when the load is gone it climbs back, step by step and slowly', () => {
  const governor = new QualityGovernor();
  live(governor, 5, 20);
  live(governor, 0.3, 19);
  expect(governor.quality).toEqual({ scale: 0.5, everyTicks: 2 });
  live(governor, 0.3, 2);
  expect(governor.quality).toEqual({ scale: 0.5, everyTicks: 1 });
  live(governor, 0.3, 40);
  expect(governor.quality).toEqual({ scale: 1, everyTicks: 1 });
});

test('where a climb does not last, the next one is waited for longer', () => {
  const governor = new QualityGovernor();
  let [climbs, seconds] = [0, 3600];
  // The frames are lost for a reason that the load does not tell.
  for (let i = 0; i < seconds; i++) {
    const full = governor.quality.scale === 1;
    const before = governor.quality;
    const now = governor.note({ elapsedMs: 1000, wanted: FPS, kept: full ? 20 : FPS, load: 0.2 });
    if (now && now.scale > before.scale) climbs++;
  }
  expect(climbs).toBeGreaterThan(5);
  expect(climbs).toBeLessThan(20);
});

test('a suspended tab is no load', () => {
  const governor = new QualityGovernor();
  live(governor, 0.3, 10);
  for (let i = 0; i < 10; i++)
    governor.note({ elapsedMs: 60_000, wanted: 1800, kept: 1, load: 0.3 });
  expect(governor.quality.scale).toBe(1);
});
