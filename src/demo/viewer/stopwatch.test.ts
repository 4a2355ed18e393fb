import { expect, it } from 'vitest';
import { Stopwatch } from './stopwatch.ts';

/** Feeds stretches of sound and quiet, each up to its end, every 10 ms. */
function feed(
  watch: Stopwatch,
  from: number,
  ...stretches: [isAudible: boolean, untilMs: number][]
) {
  let atMs = from;
  for (const [isAudible, untilMs] of stretches) {
    for (; atMs < untilMs; atMs += 10) watch.hear(isAudible, atMs);
  }
}

it('measures from an interruption to the silence, not to the gap between two sounds', () => {
  const watch = new Stopwatch();
  feed(watch, 0, [true, 1_000]);
  watch.interrupt(1_000);
  feed(watch, 1_000, [true, 1_050], [false, 1_100], [true, 1_200], [false, 2_000]);
  expect(watch.untilSilenceMs).toBe(200);
});

it('takes a pause between two sentences for speech', () => {
  const watch = new Stopwatch();
  feed(watch, 0, [true, 1_000], [false, 1_300]);
  watch.interrupt(1_300);
  feed(watch, 1_300, [true, 1_400], [false, 2_100]);
  expect(watch.untilSilenceMs).toBe(100);
});

it('does not take the pause in which it came for the silence', () => {
  const watch = new Stopwatch();
  feed(watch, 0, [true, 950]);
  feed(watch, 950, [false, 1_000]);
  watch.interrupt(1_000);
  feed(watch, 1_000, [false, 1_300], [true, 1_450], [false, 2_200]);
  expect(watch.untilSilenceMs).toBe(450);
});

it('measures an interruption that comes before it has heard anything', () => {
  const watch = new Stopwatch();
  watch.interrupt(50);
  feed(watch, 60, [false, 100], [true, 250], [false, 1_000]);
  expect(watch.untilSilenceMs).toBe(200);
});

it('measures nothing when there was nothing to interrupt', () => {
  const watch = new Stopwatch();
  feed(watch, 0, [false, 1_000]);
  watch.interrupt(1_000);
  feed(watch, 1_000, [false, 2_000]);
  expect(watch.untilSilenceMs).toBeUndefined();
});

it('measures from a text to its answer, not to what was still being said', () => {
  const watch = new Stopwatch();
  feed(watch, 0, [true, 1_000]);
  watch.ask(1_000);
  feed(watch, 1_000, [true, 1_100], [false, 1_600], [true, 2_000]);
  expect(watch.untilAnswerMs).toBe(600);
});
