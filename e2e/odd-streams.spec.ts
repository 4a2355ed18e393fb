import { expect, test, untilState } from './kit/fixtures.ts';
import { TestAgent } from './kit/agent.ts';
import { inChunks, toBytes, toStereo } from './kit/raw.ts';
import { shareHeard } from './kit/sound.ts';
import { cut, loadSpeech, makeTone } from './kit/wav.ts';

test.beforeEach(async ({ agent, openAvatar }) => {
  await untilState(await openAvatar(), 'live');
  agent.openOutput();
  await agent.untilAvatarIsHere();
});

const WHOLE = { sample_rate: '16000', num_channels: '1' };

test('chunks that end inside a sample, and stereo, are heard as they should be', async ({
  agent,
  listener,
}) => {
  const speech = cut(await loadSpeech('puppy'), 2);
  // Another one: a piece of the first that is garbled must not be found in the second.
  const other = cut(await loadSpeech('hello'), 2);
  await listener.untilHearing();
  await agent.sendStream(WHOLE, inChunks(toBytes(speech.samples), [1, 997, 3, 4001]));
  const stereo = toBytes(toStereo(other.samples));
  await agent.sendStream({ ...WHOLE, num_channels: '2' }, inChunks(stereo, [4999, 2, 1]));
  await agent.untilFinished(2);
  await listener.untilHeardFor(1);
  for (const report of agent.finished) expect(report.positionSec).toBeCloseTo(2, 1);
  const samples = Int16Array.from([...speech.samples, ...other.samples]);
  expect(shareHeard(listener.sound(), { ...speech, samples })).toBeGreaterThan(0.5);
});

const unplayable: Record<string, Record<string, string>> = {
  'no attributes': {},
  'a rate of 0': { sample_rate: '0', num_channels: '1' },
  'a rate that is no number': { sample_rate: 'abc', num_channels: '1' },
  'a rate of 1e9': { sample_rate: '1e9', num_channels: '1' },
  'no channels': { sample_rate: '16000', num_channels: '0' },
};

test('what can’t be played is said, reported as unheard, and the session goes on', async ({
  agent,
  chromium,
}) => {
  const speech = cut(await loadSpeech('hello'), 0.5);
  const names = Object.keys(unplayable);
  for (const attributes of Object.values(unplayable)) {
    await agent.sendStream(attributes, [toBytes(speech.samples).slice(0, 9000)]);
  }
  await agent.untilFinished(names.length);
  for (const report of agent.finished) {
    expect(report).toMatchObject({ positionSec: 0, interrupted: true });
  }
  const page = chromium.contexts().at(-1)!.pages()[0]!;
  await expect(
    page.getByRole('listitem').filter({ hasText: 'sample_rate is "1e9"' }),
  ).toBeVisible();

  await agent.say(speech);
  await agent.untilFinished(names.length + 1);
  expect(agent.finished.at(-1)).toMatchObject({ interrupted: false });
});

test('zero bytes and half a sample are segments too', async ({ agent }) => {
  await agent.sendStream(WHOLE, []);
  await agent.sendStream(WHOLE, [Uint8Array.of(1)]);
  await agent.untilFinished(2);
  for (const report of agent.finished) {
    expect(report).toMatchObject({ positionSec: 0, interrupted: false });
  }
  expect(agent.reports).toHaveLength(2);
});

test('strangers are refused and change nothing; other topics are left alone', async ({
  agent,
  server,
  roomName,
}) => {
  const stranger = await new TestAgent('stranger').join(server, roomName);
  await stranger.untilAvatarIsHere();
  const speech = cut(await loadSpeech('hello'), 2);
  await agent.say(speech);
  await agent.untilStarted(1);
  expect(await stranger.clear()).toBe('reject');
  await stranger.sendStream(WHOLE, [toBytes(speech.samples).slice(0, 9000)]);
  await agent.sendStream(WHOLE, [toBytes(speech.samples).slice(0, 9000)], 'somebody.elses');
  await agent.untilFinished(1);
  expect(agent.finished).toEqual([
    expect.objectContaining({ interrupted: false, positionSec: expect.closeTo(2, 1) as unknown }),
  ]);
  await stranger.leave();
});

test('ten minutes in one segment are held while they play, and dropped by a clear', async ({
  agent,
}) => {
  const tenMinutes = makeTone(24_000, 600, 220);
  const sent = agent.say(tenMinutes, 300);
  await agent.untilStarted(1);
  await sent;
  expect(agent.finished).toHaveLength(0);
  await agent.clear();
  await agent.untilFinished(1);
  expect(agent.finished[0]).toMatchObject({ interrupted: true });
  expect(agent.finished[0]!.positionSec).toBeGreaterThan(0.5);
  // Sent in seconds, so that little can have been heard of it.
  expect(agent.finished[0]!.positionSec).toBeLessThan(120);
});
