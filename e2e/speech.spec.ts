import { expect, test, untilState } from './kit/fixtures.ts';
import { audibleSpan, shareHeard } from './kit/sound.ts';
import { cut, loadSpeech, makeTone } from './kit/wav.ts';

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
  const before = listener.seen.length;
  await agent.say(speech);
  await agent.untilFinished(1);
  await listener.untilHeardFor(1);

  expect(shareHeard(listener.sound(), speech)).toBeGreaterThan(0.75);
  expect(agent.reports.map(({ method }) => method)).toEqual(['started', 'finished']);
  expect(Object.keys(JSON.parse(agent.finished[0]!.payload) as object).toSorted()).toEqual([
    'interrupted',
    'playback_position',
  ]);
  expect(agent.finished[0]!.interrupted).toBe(false);
  expect(Math.abs(agent.finished[0]!.positionSec - speech.durationSec)).toBeLessThan(0.03);

  const resting = mean(listener.seen.slice(0, before).map(({ mouthChange }) => mouthChange));
  const speaking = mean(listener.seen.slice(before).map(({ mouthChange }) => mouthChange));
  expect(speaking).toBeGreaterThan(1.5 * resting);
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
  expect(shareHeard(listener.sound(), whole)).toBeGreaterThan(0.75);
});

test('an interruption is silent at once and reports what was heard; the next segment is whole', async ({
  agent,
  listener,
}) => {
  const speech = await loadSpeech('hello');
  await agent.say(speech);
  await agent.untilStarted(1);
  await listener.untilHeardFor(1.5);
  expect(await agent.clear()).toBe('ok');
  await agent.untilFinished(1);
  await listener.untilHeardFor(1);

  const { positionSec, interrupted } = agent.finished[0]!;
  expect(interrupted).toBe(true);
  const { startSec, endSec } = audibleSpan(listener.sound());
  const heardSec = endSec - startSec;
  expect(heardSec).toBeLessThan(speech.durationSec - 1);
  expect(Math.abs(positionSec - heardSec)).toBeLessThan(0.15);

  await agent.say(cut(speech, 1));
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

for (const rate of [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000]) {
  test(`a tone at ${rate} Hz has no click at the seams of its chunks`, async ({
    agent,
    listener,
  }) => {
    const tone = makeTone(rate, 2);
    await agent.say(tone, 30);
    await agent.untilFinished(1);
    await listener.untilHeardFor(0.5);
    expect(Math.abs(agent.finished[0]!.positionSec - 2)).toBeLessThan(0.01);
    expect(worstDeviation(listener.sound())).toBeLessThan(0.25);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function join(parts: readonly Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

/**
 * How far the middle of the tone strays from a steady sine, in parts of its amplitude: a click would
 * show as a jump of the level from one 10 ms to the next.
 */
function worstDeviation(heard: Int16Array): number {
  const { startSec, endSec } = audibleSpan(heard);
  const inner = heard.slice(
    Math.round((startSec + 0.2) * 48_000),
    Math.round((endSec - 0.2) * 48_000),
  );
  // A sine obeys x[n+k] + x[n-k] = 2 cos(wk) x[n]; what is left over is coding noise, or a click.
  let worst = 0;
  for (let n = 8; n + 8 < inner.length; n++) {
    const rest =
      inner[n + 8]! + inner[n - 8]! - 2 * Math.cos((2 * Math.PI * 440 * 8) / 48_000) * inner[n]!;
    worst = Math.max(worst, Math.abs(rest) / 16_384);
  }
  return worst;
}
