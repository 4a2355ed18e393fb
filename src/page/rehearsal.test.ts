import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SpeechAnalyser } from './lipsync/index.ts';
import { loadCommittedModel } from './lipsync/testing/load.ts';
import { Rehearsal } from './rehearsal.ts';

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
  const rehearsal = new Rehearsal();
  rehearsal.begin(model);
  expect(heard).not.toHaveBeenCalled();
  idle(4);
  expect(heard).not.toHaveBeenCalled();
  idle(13);
  idle(13);
  expect(heard).toHaveBeenCalledTimes(2);
  while (waiting.length > 0) idle(50);
  const samples = heard.mock.calls.reduce((sum, [pcm]) => sum + pcm.length, 0);
  expect(samples / 24_000).toBeCloseTo(2);
  rehearsal.begin(model);
  expect(waiting).toEqual([]);
});

test('it stops when the avatar is spoken to, and does not begin after that', () => {
  const [one, other] = [new Rehearsal(), new Rehearsal()];
  one.begin(model);
  one.end();
  other.end();
  other.begin(model);
  idle(50);
  idle(50);
  expect(heard).not.toHaveBeenCalled();
  expect(waiting).toEqual([]);
});
