import { expect, test } from 'vitest';
import { readSettings, writeSettings } from './settings.ts';

test('what was written is read again, and nothing is written of what is at rest', () => {
  const { settings, problems } = readSettings('late:200;loss:0.1;jawOpen:0.4');
  expect(problems).toEqual([]);
  expect(settings.knobs).toMatchObject({ late: 200, loss: 0.1, burst: 0, zoom: 1 });
  expect(settings.weights).toEqual({ jawOpen: 0.4 });
  expect(writeSettings(settings)).toBe('late:200;loss:0.1;jawOpen:0.4');
});

test('what can’t be read is said, with its limits, and the rest is used', () => {
  const { settings, problems } = readSettings('late:-5;foo:1;cpu:0.5');
  expect(problems).toEqual([
    'late is "-5"; give a number from 0 to 2000.',
    'debug has "foo", which is no knob.',
  ]);
  expect(settings.knobs.cpu).toBe(0.5);
});
