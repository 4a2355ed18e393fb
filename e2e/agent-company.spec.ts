import { expect } from '@playwright/test';
import { test } from './kit/dispatcher.ts';
import { Ear } from './kit/ear.ts';
import { findNotes, makeScale, noteAt, notesFrom } from './kit/scale.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';

/** There and back again, for an ear that came too late to hear the first one begin. */
const SWAPS = [
  { face: 'theo', from: 'avatar_worker', to: 'avatar_worker_2' },
  { face: 'mira', from: 'avatar_worker_2', to: 'avatar_worker' },
  { face: 'theo', from: 'avatar_worker', to: 'avatar_worker_2' },
] as const;

test('a swap in mid-sentence loses nothing of it: the new face goes on where the old one stopped', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  const ear = await new Ear().join(server, roomName);
  await ear.untilHeard('avatar_worker', 0.5);
  await agent.say(makeScale(480));
  await agent.untilStarted(1);
  let seam: number | undefined;
  let speaker = 'avatar_worker';
  for (const { face, from, to } of SWAPS) {
    if (seam !== undefined) break;
    await agent.avatar.swap({ avatar: face });
    expect(agent.finished).toEqual([]);
    expect(agent.avatar.avatarIdentity).toBe(to);
    await agent.untilAvatarIsGone(15_000, from);
    await dispatcher.untilThere(roomName, to);
    await ear.untilHeard(to, 1);
    seam = seamBetween(ear.soundOf(from), ear.soundOf(to));
    speaker = to;
  }
  // The note in which the swap fell is heard from both, or it lies between them.
  expect(seam).toBeGreaterThanOrEqual(-1);
  expect(seam).toBeLessThanOrEqual(2);

  agent.clear();
  await agent.untilFinished(1);
  await ear.untilHeard(speaker, 1);
  expect(agent.started).toHaveLength(1);
  const { interrupted, positionSec } = agent.finished[0]!;
  expect(interrupted).toBe(true);
  const lastNote = findNotes(ear.soundOf(speaker)).at(-1)!;
  expect(Math.abs(notesFrom(noteAt(positionSec), lastNote))).toBeLessThanOrEqual(1);

  await agent.say(makeScale(2));
  await agent.untilFinished(2);
  expect(agent.finished[1]).toMatchObject({ interrupted: false });
  expect(agent.finished[1]!.positionSec).toBeCloseTo(0.5, 1);
  await ear.leave();
  await agent.leave();
});

/** Notes from the last of one to the first of the next; undefined when its beginning was not heard. */
function seamBetween(last: Int16Array, next: Int16Array): number | undefined {
  const heard = findNotes(next);
  const first = findNotes(last).at(-1);
  if (process.env['SWAP_TABLE'])
    console.log(`SEAM ${findNotes(last).join(' ')} | ${heard.join(' ')}`);
  // Whoever heard the silence before the first word missed nothing of it.
  if (first === undefined || next.subarray(0, 480).some((sample) => Math.abs(sample) > 1_000))
    return;
  return notesFrom(first, heard[0]!);
}

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
