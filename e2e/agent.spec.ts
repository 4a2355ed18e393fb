import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { voice, type metrics } from '@livekit/agents';
import { expect } from '@playwright/test';
import { AvatarSession } from '../src/agent/index.ts';
import { test } from './kit/dispatcher.ts';
import { shareHeard } from './kit/sound.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';
import { cut, loadSpeech } from './kit/wav.ts';

test('two lines give an agent a face: it joins, speaks, is measured, and is gone with aclose', async ({
  server,
  roomName,
  dispatcher,
  listener,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  const joined: metrics.AvatarMetrics[] = [];
  agent.avatar.on('metrics_collected', (event) => joined.push(event));
  const startedAt = Date.now();
  await agent.startAvatar(server);
  expect(agent.avatar.state).toBe('live');
  expect(agent.hasAvatar()).toBe(true);
  expect(joined).toMatchObject([
    { type: 'avatar_metrics', metadata: { modelProvider: 'mouthpiece' } },
  ]);
  expect(joined[0]!.sessionStartedAt).toBeGreaterThanOrEqual(startedAt);
  expect(joined[0]!.avatarJoinedAt).toBeGreaterThan(joined[0]!.sessionStartedAt!);

  const speech = await loadSpeech('hello');
  await listener.untilHearing();
  await agent.say(speech);
  await agent.untilFinished(1);
  expect(agent.started).toHaveLength(1);
  expect(agent.finished[0]!.interrupted).toBe(false);
  expect(Math.abs(agent.finished[0]!.positionSec - speech.durationSec)).toBeLessThan(0.03);
  await listener.untilHeardFor(0.5);
  expect(shareHeard(listener.sound(), speech)).toBeGreaterThan(0.7);

  await agent.avatar.aclose();
  await agent.untilAvatarIsGone();
  expect(await dispatcher.in(roomName)).toEqual([]);
  await agent.leave();
});

test('LiveKit’s own session speaks through it, is interrupted, and tells what was heard', async ({
  server,
  roomName,
  dispatcher,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  await agent.startSession();
  const speech = await loadSpeech('hello');
  const latenciesMs: (number | undefined)[] = [];
  agent.session.on(voice.AgentSessionEventTypes.MetricsCollected, ({ metrics: told }) => {
    if (told.type === 'avatar_metrics') latenciesMs.push(told.playbackLatencyMs);
  });

  await agent.speakThroughSession('All of it.', speech).waitForPlayout();
  expect(agent.finished).toMatchObject([{ interrupted: false }]);
  expect(latenciesMs).toEqual([expect.any(Number)]);
  expect(latenciesMs[0]).toBeGreaterThan(0);

  const handle = agent.speakThroughSession('Not all of it.', speech);
  await agent.untilStarted(2);
  handle.interrupt();
  await handle.waitForPlayout();
  await agent.untilFinished(2);
  expect(agent.finished[1]!.interrupted).toBe(true);
  expect(agent.finished[1]!.positionSec).toBeLessThan(speech.durationSec - 1);
  await agent.leave();
});

test('a dispatcher that answers before the avatar has come: nothing is said too early', async ({
  server,
  roomName,
  openAvatar,
}) => {
  // As LiveKit’s reference does: it answers at once, and names no avatar.
  const pages: Promise<unknown>[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { token } = JSON.parse(await text(request)) as { token: string };
    response.end(JSON.stringify({ status: 'success', message: 'on its way' }));
    pages.push(openAvatar({ token }));
  };
  const foreign = createServer((request, response) => void answer(request, response));
  await once(foreign.listen(0, '127.0.0.1'), 'listening');
  const { port } = foreign.address() as AddressInfo;
  const agent = await new VoicedAgent({ dispatcherUrl: `http://127.0.0.1:${port}` }).join(
    server,
    roomName,
  );
  await agent.startAvatar(server);
  const speech = cut(await loadSpeech('hello'), 1);
  await agent.say(speech);
  await agent.untilFinished(1);
  expect(agent.finished[0]).toMatchObject({ interrupted: false });
  expect(agent.finished[0]!.positionSec).toBeCloseTo(1, 1);
  await agent.leave();
  await Promise.all(pages);
  foreign.close();
});

test('a second start is refused in words', async ({ server, roomName, dispatcher }) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  await expect(agent.avatar.start(agent.session, agent.room)).rejects.toMatchObject({
    name: 'AvatarError',
    reason: 'configuration',
  });
  await agent.leave();
});

test('what can’t work is said with a reason', async ({ server, roomName, dispatcher }) => {
  const fails = async (options: ConstructorParameters<typeof AvatarSession>[0]) => {
    const connOptions = { maxRetry: 0, retryIntervalMs: 1, timeoutMs: 1_000 };
    const agent = new VoicedAgent({ dispatcherUrl: dispatcher.url, connOptions, ...options });
    await agent.join(server, roomName);
    const error = await agent.startAvatar(server).catch((caught: unknown) => caught);
    await agent.leave();
    return error;
  };
  expect(await fails({ dispatcherUrl: 'nonsense' })).toMatchObject({ reason: 'configuration' });
  expect(await fails({ launchOptions: { fps: 1000 } })).toMatchObject({ reason: 'configuration' });
  expect(await fails({ dispatcherUrl: 'http://127.0.0.1:9' })).toMatchObject({
    reason: 'unreachable',
  });
  expect(await fails({ avatar: 'nobody-of-this-name' })).toMatchObject({
    reason: 'refused',
    refusal: { status: 400, reason: 'bad_avatar' },
  });
  expect(await fails({ joinTimeoutMs: 50 })).toMatchObject({ reason: 'join_timeout' });
});
