import { expect, test } from 'vitest';
import { EvenSteps, STEP_SEC } from './even-steps.ts';

test('as many steps as time has passed, at every frame rate', () => {
  for (const fps of [10, 24, 30, 50, 60]) {
    const steps = new EvenSteps();
    let count = steps.until(100);
    for (let frame = 1; frame <= 10 * fps; frame++) count += steps.until(100 + frame / fps);
    expect(count).toBe(10 / STEP_SEC);
  }
});

test('a long pause, and time that goes back, are not caught up with', () => {
  const steps = new EvenSteps();
  expect(steps.until(5)).toBe(0);
  expect(steps.until(500)).toBeLessThanOrEqual(15);
  expect(steps.until(499)).toBe(0);
});
