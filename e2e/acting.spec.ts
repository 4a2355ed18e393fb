import { voice } from '@livekit/agents';
import { RpcError } from '@livekit/rtc-node';
import { expect } from '@playwright/test';
import { TestAgent } from './kit/agent.ts';
import { test } from './kit/dispatcher.ts';
import { untilState } from './kit/fixtures.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';

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

test('an agent has its avatar smile and nod, and what it can’t do is a typed error', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = new VoicedAgent({ dispatcherUrl: dispatcher.url });
  const { avatar } = agent;
  await expect(avatar.gesture('nod')).rejects.toMatchObject({
    name: 'AvatarError',
    reason: 'cannot_act',
    message: expect.stringMatching(/no avatar .* it is idle/),
  });
  await (await agent.join(server, roomName)).startAvatar(server);
  await avatar.express({ expression: 'smile', intensity: 0.6, durationSec: 2 });
  await avatar.gesture('nod');
  await expect(avatar.express({ expression: 'glee' })).rejects.toMatchObject({
    reason: 'cannot_act',
    message: expect.stringMatching(/glee.*smile/),
  });
  await expect(avatar.gesture('bow')).rejects.toMatchObject({
    reason: 'cannot_act',
    message: expect.stringMatching(/bow.*nod/),
  });
  await agent.leave();
});

test('a language model moves the face by the tools that it was given', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = new VoicedAgent({ dispatcherUrl: dispatcher.url });
  await (await agent.join(server, roomName)).startAvatar(server);
  const toolCalls = [
    { name: 'express', args: { expression: 'joy', intensity: 1 } },
    { name: 'gesture', args: { gesture: 'wink' } },
  ];
  const model = new voice.testing.FakeLLM([{ input: 'Good news!', toolCalls }]);
  const executed = new Promise<voice.FunctionToolsExecutedEvent>((resolve) =>
    agent.session.once(voice.AgentSessionEventTypes.FunctionToolsExecuted, resolve),
  );
  await agent.startSession({ llm: model, tools: agent.avatar.tools() });
  agent.session.generateReply({ userInput: 'Good news!' });
  const { functionCallOutputs } = await executed;
  // They run at the same time: which is done first is open.
  const byName = functionCallOutputs.toSorted((a, b) => a.name.localeCompare(b.name));
  expect(byName).toMatchObject([
    { name: 'express', output: '"done"', isError: false },
    { name: 'gesture', output: '"done"', isError: false },
  ]);
  await agent.leave();
});
