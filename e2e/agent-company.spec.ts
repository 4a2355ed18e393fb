import { expect } from '@playwright/test';
import { test } from './kit/dispatcher.ts';
import { Ear } from './kit/ear.ts';
import { findNotes, makeScale, noteAt, notesFrom } from './kit/scale.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';

test('a swap in mid-sentence loses nothing of it: the new face goes on where the old one stopped', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  const ear = await new Ear().join(server, roomName);
  await ear.untilHeard('avatar_worker', 0.5);
  await agent.say(makeScale(160));
  await agent.untilStarted(1);
  await agent.avatar.swap({ avatar: 'theo' });
  const [last, next] = ['avatar_worker', 'avatar_worker_2'] as const;
  expect(agent.finished).toEqual([]);
  expect(agent.avatar.avatarIdentity).toBe(next);
  await agent.untilAvatarIsGone(15_000, last);
  await dispatcher.untilThere(roomName, next);
  await ear.untilLoud(next);
  agent.clear();
  await agent.untilFinished(1);
  await ear.untilQuiet(next);
  expect(agent.started).toHaveLength(1);

  // The note in which the swap fell is heard from both, or it lies between them.
  const before = findNotes(ear.soundOf(last));
  const after = findNotes(ear.soundOf(next));
  const seam = notesFrom(before.at(-1)!, after[0]!);
  expect(seam).toBeGreaterThanOrEqual(0);
  expect(seam).toBeLessThanOrEqual(2);
  const { interrupted, positionSec } = agent.finished[0]!;
  expect(interrupted).toBe(true);
  expect(Math.abs(notesFrom(noteAt(positionSec), after.at(-1)!))).toBeLessThanOrEqual(1);

  await agent.say(makeScale(2));
  await agent.untilFinished(2);
  expect(agent.finished[1]).toMatchObject({ interrupted: false });
  expect(agent.finished[1]!.positionSec).toBeCloseTo(0.5, 1);
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
  await dispatcher.untilThere(roomName, 'right-avatar');
  await right.say(makeScale(4));
  await right.untilFinished(2);
  expect(right.finished[1]).toMatchObject({ interrupted: false });
  await right.leave();
  await ear.leave();
});
