import { expect } from '@playwright/test';
import { AvatarAudioOutput } from '../src/agent/speech/avatar-audio-output.ts';
import { carrierTo, makeOurs, say, test } from './kit/outputs.ts';

test('a clear that fails is asked for again, and the segment ends all the same', async ({
  connect,
  escaped,
}) => {
  const { output, peer } = await connect(makeOurs);
  peer.onClear = () => Promise.reject(new Error('not today'));
  await say(output);
  await peer.untilStreams(1);
  output.clearBuffer();
  expect(await output.waitForPlayout()).toMatchObject({ interrupted: true });
  expect(peer.clears).toBeGreaterThan(1);
  expect(escaped).toEqual([]);
});

test('a report that comes too late is not taken for the next segment’s', async ({ connect }) => {
  const { output, peer } = await connect(makeOurs);
  await say(output);
  await peer.untilStreams(1);
  output.clearBuffer();
  await output.waitForPlayout();
  await say(output);
  await peer.untilStreams(2);
  const next = output.waitForPlayout();
  await peer.report(0.077, true);
  await peer.report(0.1, false);
  expect(await next).toEqual({ playbackPosition: 0.1, interrupted: false });
});

test('a clear does not reach what is said behind it', async ({ connect }) => {
  const { output, peer } = await connect(makeOurs);
  await say(output);
  await peer.untilStreams(1);
  output.clearBuffer();
  output.clearBuffer();
  await peer.untilClears(1);
  await peer.report(0.05, true);
  await output.waitForPlayout();
  await say(output);
  await peer.untilStreams(2);
  expect(peer.clears).toBe(1);
});

test('what is said while there is no avatar waits for one, whole', async ({ connect }) => {
  const early = new AvatarAudioOutput();
  await say(early, 5);
  const { peer, room } = await connect(makeOurs);
  await early.handOver(carrierTo(room));
  await peer.untilStreams(1);
  expect(peer.streams[0]).toHaveLength(4_800);
});

test('an avatar that is there and does not play counts as stuck', async ({ connect }) => {
  const stuck = Promise.withResolvers<void>();
  const { peer } = await connect(async (room) => {
    const output = new AvatarAudioOutput();
    await output.handOver(carrierTo(room, { patienceMs: 300, onStuck: () => stuck.resolve() }));
    await say(output);
    return output;
  });
  await peer.untilStreams(1);
  await stuck.promise;
});
