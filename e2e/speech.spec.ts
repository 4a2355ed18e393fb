import { expect, test, untilState } from './kit/fixtures.ts';
import { audibleSec, audibleSpan, shareHeard } from './kit/sound.ts';
import type { Seen } from './kit/listener.ts';
import { cut, loadSpeech, makeTone } from './kit/wav.ts';

/**
 * Of what was sent, this much must be found in what was heard, piece by piece: on a busy machine the
 * receiver stretches and fills in the rest. Positions and order are exact all the same.
 */
const ENOUGH = 0.5;

test.beforeEach(async ({ agent, openAvatar, listener }) => {
  const page = await openAvatar();
  await untilState(page, 'live');
  agent.openOutput();
  await listener.untilHearing();
  await listener.untilSeeing();
});

test('speech is heard whole, the mouth moves with it, and its end is reported once', async ({
  agent,
  listener,
}) => {
  const speech = await loadSpeech('hello');
  // The first pictures may come in a burst, and get sharper one by one: that is no face at rest yet.
  await listener.untilHeardFor(0.5);
  const restFrom = listener.seen.length;
  await listener.untilHeardFor(1);
  const speechFrom = listener.seen.length;
  await agent.say(speech);
  await agent.untilFinished(1);
  await listener.untilHeardFor(1);

  expect(shareHeard(listener.sound(), speech)).toBeGreaterThan(ENOUGH);
  expect(agent.reports.map(({ method }) => method)).toEqual(['started', 'finished']);
  expect(Object.keys(JSON.parse(agent.finished[0]!.payload) as object).toSorted()).toEqual([
    'interrupted',
    'playback_position',
  ]);
  expect(agent.finished[0]!.interrupted).toBe(false);
  expect(Math.abs(agent.finished[0]!.positionSec - speech.durationSec)).toBeLessThan(0.03);

  const resting = changePerSec(listener.seen.slice(restFrom, speechFrom));
  const speaking = changePerSec(listener.seen.slice(speechFrom));
  expect(speaking).toBeGreaterThan(2 * resting);
});

test('three segments back to back are played in order, without a gap, and reported each', async ({
  agent,
  listener,
}) => {
  const hello = cut(await loadSpeech('hello'), 1.5);
  const puppy = cut(await loadSpeech('puppy'), 1.5);
  for (const speech of [hello, puppy, hello]) await agent.say(speech);
  await agent.untilFinished(3);
  await listener.untilHeardFor(1);

  const methods = agent.reports.map(({ method }) => method);
  expect(methods).toEqual(['started', 'finished', 'started', 'finished', 'started', 'finished']);
  for (const report of agent.finished) {
    expect(report.interrupted).toBe(false);
    expect(Math.abs(report.positionSec - 1.5)).toBeLessThan(0.03);
  }
  const whole = { ...hello, samples: join([hello, puppy, hello].map(({ samples }) => samples)) };
  expect(shareHeard(listener.sound(), whole)).toBeGreaterThan(ENOUGH);
});

test('an interruption is silent at once and reports what was heard; the next segment is whole', async ({
  agent,
  listener,
}) => {
  // A tone has no pauses: what was heard of it can be told by its length.
  const tone = makeTone(24_000, 6);
  await agent.say(tone);
  await agent.untilStarted(1);
  await listener.untilHeardFor(1.5);
  expect(await agent.clear()).toBe('ok');
  await agent.untilFinished(1);
  await listener.untilHeardFor(1);

  const { positionSec, interrupted } = agent.finished[0]!;
  expect(interrupted).toBe(true);
  const heardSec = audibleSec(listener.sound());
  expect(heardSec).toBeLessThan(tone.durationSec - 1);
  expect(Math.abs(positionSec - heardSec)).toBeLessThan(0.3);

  await agent.say(cut(tone, 1));
  await agent.untilFinished(2);
  expect(agent.finished[1]).toMatchObject({ interrupted: false });
  expect(agent.finished[1]!.positionSec).toBeCloseTo(1, 1);
});

test('a clear before the first sound, twice, and between segments: one report each, no more', async ({
  agent,
}) => {
  const speech = cut(await loadSpeech('puppy'), 2);
  await agent.say(speech);
  await Promise.all([agent.clear(), agent.clear()]);
  await agent.untilFinished(1);
  expect(agent.finished[0]!.interrupted).toBe(true);

  // Nothing is pending now: nothing may be reported.
  await agent.clear();
  await agent.say(speech);
  await agent.untilFinished(2);
  expect(agent.finished).toHaveLength(2);
  expect(agent.finished[1]).toMatchObject({ interrupted: false });
});

test('three queued segments are all ended by one clear, in order', async ({ agent }) => {
  const speech = cut(await loadSpeech('hello'), 3);
  for (let i = 0; i < 3; i++) await agent.say(speech);
  await agent.untilStarted(1);
  await agent.clear();
  await agent.untilFinished(3);
  expect(agent.finished.map(({ interrupted }) => interrupted)).toEqual([true, true, true]);
  expect(agent.finished.slice(1).map(({ positionSec }) => positionSec)).toEqual([0, 0]);
});

test('tones of every rate have no click at the seams of their chunks', async ({
  agent,
  listener,
}) => {
  const rates = [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000];
  for (const rate of rates) await agent.say(makeTone(rate, 1), 30);
  await agent.untilFinished(rates.length);
  await listener.untilHeardFor(0.5);
  for (const { positionSec } of agent.finished) {
    expect(Math.abs(positionSec - 1)).toBeLessThan(0.01);
  }
  expect(shareDisturbed(listener.sound())).toBeLessThan(0.25);
});

/** How much the mouth's part of the picture changes in a second. A face at rest makes fewer pictures. */
function changePerSec(pictures: readonly Seen[]): number {
  const sum = pictures.reduce((total, { mouthChange }) => total + mouthChange, 0);
  return sum / ((pictures.at(-1)!.atMs - pictures[0]!.atMs) / 1000);
}

function join(parts: readonly Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

/**
 * The share of a 440 Hz tone's blocks of 10 ms that are no steady sine. A click at every seam, 30 ms
 * apart, would show in a third of them and more; what a busy machine's network loses is less.
 */
function shareDisturbed(heard: Int16Array): number {
  const { startSec, endSec } = audibleSpan(heard);
  const tone = heard.slice(Math.round(startSec * 48_000), Math.round(endSec * 48_000));
  const blocks = Math.floor(tone.length / 480);
  let disturbed = 0;
  for (let block = 1; block + 1 < blocks; block++) {
    if (worstDeviation(tone, block * 480) > 0.25) disturbed++;
  }
  return disturbed / blocks;
}

/** A sine obeys x[n+k] + x[n-k] = 2 cos(wk) x[n]: what is left over, in parts of the amplitude. */
function worstDeviation(tone: Int16Array, start: number): number {
  const k = 8;
  const factor = 2 * Math.cos((2 * Math.PI * 440 * k) / 48_000);
  let worst = 0;
  for (let n = start; n < start + 480; n++) {
    const rest = (tone[n + k] ?? 0) + (tone[n - k] ?? 0) - factor * tone[n]!;
    worst = Math.max(worst, Math.abs(rest) / 16_384);
  }
  return worst;
}
