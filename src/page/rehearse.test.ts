import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpeechAnalyser } from './lipsync/index.ts';
import { loadCommittedModel } from './lipsync/testing/load.ts';
import { rehearse } from './rehearse.ts';

const model = loadCommittedModel();
const heard = vi.spyOn(SpeechAnalyser.prototype, 'push');
let waiting: IdleRequestCallback[] = [];

beforeEach(() => {
  waiting = [];
  heard.mockClear();
  vi.stubGlobal('requestIdleCallback', (run: IdleRequestCallback) => waiting.push(run));
});

afterEach(() => void vi.unstubAllGlobals());

/** The page has this much time to spare, and a piece takes six milliseconds of it. */
function idle(spareMs: number): void {
  for (const run of waiting.splice(0)) {
    const before = heard.mock.calls.length;
    const timeRemaining = () => spareMs - 6 * (heard.mock.calls.length - before);
    run({ didTimeout: false, timeRemaining });
  }
}

test('it rehearses for two seconds in the time that the page has to spare, and then no more', () => {
  rehearse(model, new AbortController().signal);
  expect(heard).not.toHaveBeenCalled();
  idle(4);
  expect(heard).not.toHaveBeenCalled();
  idle(13);
  idle(13);
  expect(heard).toHaveBeenCalledTimes(2);
  while (waiting.length > 0) idle(50);
  const samples = heard.mock.calls.reduce((sum, [pcm]) => sum + pcm.length, 0);
  expect(samples / 24_000).toBeCloseTo(2);
});

test('it stops when it is told to', () => {
  const page = new AbortController();
  rehearse(model, page.signal);
  page.abort();
  idle(10);
  expect(waiting).toEqual([]);
});
