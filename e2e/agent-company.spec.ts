import { expect } from '@playwright/test';
import { test } from './kit/dispatcher.ts';
import { Ear } from './kit/ear.ts';
import { findNotes, makeScale } from './kit/scale.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';

// What a listener hears of a seam depends on a machine that has the time to play it: one more chance.
test.describe.configure({ retries: 1 });

test('a swap in mid-sentence loses nothing of it: the new face goes on where the old one stopped', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  const ear = await new Ear().join(server, roomName);
  await ear.untilHeard('avatar_worker', 0.5);
  const scale = makeScale(48);
  await agent.say(scale);
  await agent.untilStarted(1);
  await agent.avatar.swap({ avatar: 'theo' });
  expect(agent.finished).toEqual([]);
  expect(agent.avatar.avatarIdentity).toBe('avatar_worker_2');
  await agent.untilAvatarIsGone();
  expect(await dispatcher.in(roomName)).toMatchObject([{ identity: 'avatar_worker_2' }]);

  await agent.untilFinished(1, 30_000);
  expect(agent.started).toHaveLength(1);
  expect(agent.finished[0]!.interrupted).toBe(false);
  expect(agent.finished[0]!.positionSec).toBeCloseTo(scale.durationSec, 1);
  await ear.untilHeard('avatar_worker_2', 1);

  const first = findNotes(ear.soundOf('avatar_worker'));
  const second = findNotes(ear.soundOf('avatar_worker_2'));
  // The note in which the swap fell is heard from both, or it lies between them.
  expect(second[0]! - first.at(-1)!).toBeGreaterThanOrEqual(-1);
  expect(second[0]! - first.at(-1)!).toBeLessThanOrEqual(2);
  expect(second.at(-1)).toBe(47);
  await ear.leave();
  await agent.leave();
});

test('a swap to a face that does not exist is refused, and the old one stays and speaks', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  const scale = makeScale(12);
  await agent.say(scale);
  await expect(agent.avatar.swap({ avatar: 'nobody-of-this-name' })).rejects.toMatchObject({
    reason: 'refused',
  });
  await agent.untilFinished(1);
  expect(agent.finished[0]).toMatchObject({ interrupted: false });
  expect(agent.avatar.state).toBe('live');
  await agent.leave();
});

test('two agents with their avatars in one room: each avatar says what its own agent says', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const ear = await new Ear().join(server, roomName);
  const agents = ['left', 'right'].map(
    (name) =>
      new VoicedAgent(
        { dispatcherUrl: dispatcher.url, avatarParticipantIdentity: `${name}-avatar` },
        name,
      ),
  );
  for (const agent of agents) await (await agent.join(server, roomName)).startAvatar(server);
  await ear.untilHeard('left-avatar', 0.5);
  await ear.untilHeard('right-avatar', 0.5);
  const [left, right] = agents as [VoicedAgent, VoicedAgent];
  await Promise.all([left.say(makeScale(8)), right.say(makeScale(8, 16_000, 2500))]);
  await right.untilStarted(1);
  right.clear();
  await Promise.all([left.untilFinished(1), right.untilFinished(1)]);
  expect(left.finished).toMatchObject([{ interrupted: false }]);
  expect(right.finished).toMatchObject([{ interrupted: true }]);
  expect(left.finished[0]!.positionSec).toBeCloseTo(2, 1);
  await ear.untilHeard('left-avatar', 1);
  const leftNotes = findNotes(ear.soundOf('left-avatar'));
  expect(leftNotes.length).toBeGreaterThan(5);
  expect(Math.max(...leftNotes)).toBeLessThan(8);
  expect(findNotes(ear.soundOf('right-avatar')).every((note) => note >= 20)).toBe(true);

  await left.leave();
  expect(await dispatcher.in(roomName)).toMatchObject([{ identity: 'right-avatar' }]);
  await right.say(makeScale(4));
  await right.untilFinished(2);
  expect(right.finished[1]).toMatchObject({ interrupted: false });
  await right.leave();
  await ear.leave();
});
