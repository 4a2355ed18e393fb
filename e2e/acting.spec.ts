import { RpcError } from '@livekit/rtc-node';
import { expect, test, untilState } from './kit/fixtures.ts';
import { TestAgent } from './kit/agent.ts';

test('moods and gestures come from the controller only, and unknown ones name the known', async ({
  agent,
  server,
  roomName,
  openAvatar,
}) => {
  await untilState(await openAvatar(), 'live');
  await agent.untilAvatarIsHere();
  const ask = (from: TestAgent, method: string, payload: string) =>
    from.room
      .localParticipant!.performRpc({ destinationIdentity: 'avatar_worker', method, payload })
      .catch((error: unknown) => (error as RpcError).message);

  expect(await ask(agent, 'mouthpiece.express', '{"expression":"smile"}')).toBe('ok');
  expect(await ask(agent, 'mouthpiece.gesture', '{"gesture":"nod"}')).toBe('ok');
  expect(await ask(agent, 'mouthpiece.express', '{"expression":"glee"}')).toMatch(/glee.*smile/);
  expect(await ask(agent, 'mouthpiece.gesture', '{"gesture":"bow"}')).toMatch(/bow.*nod/);
  expect(await ask(agent, 'mouthpiece.gesture', '{}')).toMatch(/gesture is missing/);
  expect(await ask(agent, 'mouthpiece.gesture', 'nod')).toMatch(/not JSON: "nod"/);

  const stranger = await new TestAgent('stranger').join(server, roomName);
  await stranger.untilAvatarIsHere();
  expect(await ask(stranger, 'mouthpiece.gesture', '{"gesture":"nod"}')).toMatch(/Only the agent/);
  await stranger.leave();
});
