import { RoomEvent, SimulateScenarioKind } from '@livekit/rtc-node';
import { expect } from '@playwright/test';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { AvatarSessionOptions } from '../src/agent/index.ts';
import type { LivekitServer } from '../src/programs/index.ts';
import { buildPageAddress } from '../src/protocol/index.ts';
import { killProcess, startAgentProcess } from './kit/agent-process.ts';
import { TestAgent } from './kit/agent.ts';
import { test as base, TestDispatcher } from './kit/dispatcher.ts';
import { untilState } from './kit/fixtures.ts';
import { eventually } from './kit/polling.ts';
import { Listener } from './kit/listener.ts';
import { mintToken } from './kit/tokens.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';
import { cut, loadSpeech, makeTone } from './kit/wav.ts';

/** An agent with its avatar in the room, or one whose avatar could not come. */
type StartAgent = (options?: AvatarSessionOptions, identity?: string) => Promise<VoicedAgent>;

const test = base.extend<{ startAgent: StartAgent }>({
  startAgent: async ({ server, roomName, dispatcher }, use) => {
    const agents: VoicedAgent[] = [];
    await use(async (options, identity) => {
      const agent = new VoicedAgent({ dispatcherUrl: dispatcher.url, ...options }, identity);
      agents.push(agent);
      await agent.join(server, roomName);
      return agent.startAvatar(server);
    });
    for (const agent of agents) await agent.leave();
  },
});

const LONG = makeTone(24_000, 30);

test.describe('the avatar is gone', () => {
  test('killed in mid-sentence: settled in time, another comes, and the agent goes on', async ({
    startAgent,
    dispatcher,
  }) => {
    const agent = await startAgent();
    await agent.say(LONG);
    await agent.untilStarted(1);
    await dispatcher.killBrowser();
    const killedMs = performance.now();
    await agent.untilFinished(1, 12_000);
    expect(agent.finished[0]!.interrupted).toBe(true);
    // What was heard can't be known better than the last sign of life.
    const heardAtMostSec = (killedMs - agent.started[0]!) / 1000;
    expect(agent.finished[0]!.positionSec).toBeLessThan(heardAtMostSec + 0.5);

    await agent.untilState('live');
    expect(agent.causes.map(({ reason }) => reason)).toEqual(['lost']);
    const speech = cut(await loadSpeech('hello'), 1.5);
    await agent.say(speech);
    await agent.untilFinished(2);
    expect(agent.finished[1]).toMatchObject({ interrupted: false });
    expect(agent.finished[1]!.positionSec).toBeCloseTo(1.5, 1);
  });

  test('removed from the room: noticed within a second, the sentence behind it is not lost', async ({
    startAgent,
    server,
    roomName,
  }) => {
    const agent = await startAgent();
    const speech = cut(await loadSpeech('puppy'), 1.5);
    await agent.say(LONG);
    await agent.untilStarted(1);
    await agent.say(speech);
    const removedMs = performance.now();
    await rooms(server).removeParticipant(roomName, 'avatar_worker');
    await agent.untilFinished(1);
    expect(agent.finished[0]!.atMs - removedMs).toBeLessThan(1_000);
    await agent.untilFinished(2, 30_000);
    expect(agent.finished[1]).toMatchObject({ interrupted: false });
    expect(agent.finished[1]!.positionSec).toBeCloseTo(1.5, 1);
  });

  test('frozen, though LiveKit and the dispatcher believe in it: noticed within lostTimeoutMs', async ({
    startAgent,
    dispatcher,
  }) => {
    const agent = await startAgent({ lostTimeoutMs: 3_000 });
    await agent.say(LONG);
    await agent.untilStarted(1);
    const thaw = await dispatcher.freezeBrowser();
    const frozenMs = performance.now();
    try {
      await agent.untilFinished(1);
      // A sign of life is looked for every 0.6 s.
      expect(agent.finished[0]!.atMs - frozenMs).toBeLessThan(3_000 + 2 * 600);
      expect(agent.finished[0]!.interrupted).toBe(true);
      await agent.untilState('relaunching');
    } finally {
      thaw();
    }
    await agent.untilState('live');
    await agent.say(cut(LONG, 0.5));
    await agent.untilFinished(2);
    expect(agent.finished[1]).toMatchObject({ interrupted: false });
  });

  test('its connection breaks, and it returns: that is no loss', async ({
    startAgent,
    dispatcher,
  }) => {
    const agent = await startAgent();
    const speech = makeTone(24_000, 6);
    await agent.say(speech);
    await agent.untilStarted(1);
    await dispatcher.breakConnections();
    await agent.untilFinished(1);
    expect(agent.finished[0]).toMatchObject({ interrupted: false });
    expect(agent.finished[0]!.positionSec).toBeCloseTo(6, 1);
    expect(agent.states).toEqual(['joining', 'live']);
    await agent.say(cut(speech, 0.5));
    await agent.untilFinished(2);
    expect(agent.finished[1]).toMatchObject({ interrupted: false });
  });

  test('the agent’s own connection breaks, and returns: that is no loss either', async ({
    startAgent,
  }) => {
    const agent = await startAgent({ lostTimeoutMs: 5_000 });
    const returned = new Promise((resolve) =>
      agent.room.once(RoomEvent.Reconnected, () => resolve(undefined)),
    );
    await agent.say(makeTone(24_000, 6));
    await agent.untilStarted(1);
    await agent.room.simulateScenario(SimulateScenarioKind.SIMULATE_SIGNAL_RECONNECT);
    await returned;
    await agent.untilFinished(1);
    expect(agent.finished[0]).toMatchObject({ interrupted: false });
    expect(agent.states).toEqual(['joining', 'live']);
  });

  test('the dispatcher is restarted: its avatars come back', async ({ pageBase, startAgent }) => {
    const own = await new TestDispatcher(pageBase).start();
    const agent = await startAgent({ dispatcherUrl: own.url });
    const port = Number(new URL(own.url).port);
    await own.close();
    await agent.untilState('relaunching');
    await own.start(port);
    await agent.untilState('live');
    expect(await own.list()).toHaveLength(1);
    await agent.leave();
    await own.close();
  });

  test('three relaunches in vain: the agent goes on by voice alone', async ({
    pageBase,
    startAgent,
  }) => {
    const own = await new TestDispatcher(pageBase).start();
    const connOptions = { maxRetry: 0, retryIntervalMs: 1, timeoutMs: 1_000 };
    const agent = await startAgent({ dispatcherUrl: own.url, connOptions });
    await own.close();
    await agent.untilState('voice-only');
    expect(agent.states).toEqual(['joining', 'live', 'relaunching', 'voice-only']);
    expect(agent.causes.map(({ reason }) => reason)).toEqual(['lost', 'unreachable']);
  });

  test('voice-only: the agent goes on by itself, and a swap brings a face back', async ({
    startAgent,
    server,
    roomName,
  }) => {
    const agent = await startAgent({ onLost: 'voice-only' });
    const ear = await new Listener().join(server, roomName, 'agent');
    await agent.say(LONG);
    await agent.untilStarted(1);
    await rooms(server).removeParticipant(roomName, 'avatar_worker');
    await agent.untilState('voice-only');
    const speech = cut(await loadSpeech('hello'), 2);
    await agent.say(speech);
    await agent.untilFinished(2);
    expect(agent.finished[1]).toMatchObject({ interrupted: false });
    expect(agent.finished[1]!.positionSec).toBeCloseTo(2, 1);
    expect(ear.heard.length).toBeGreaterThan(0);

    await agent.say(LONG);
    await agent.untilStarted(3);
    agent.output.clearBuffer();
    await agent.untilFinished(3);
    expect(agent.finished[2]!.interrupted).toBe(true);

    await agent.avatar.swap({ avatar: 'mira' });
    expect(agent.avatar.state).toBe('live');
    await agent.say(speech);
    await agent.untilFinished(4);
    expect(agent.finished[3]).toMatchObject({ interrupted: false });
    await ear.leave();
  });

  test('shutdown: what was playing is settled, the session is closed, the cause is told', async ({
    startAgent,
    server,
    roomName,
  }) => {
    const agent = await startAgent({ onLost: 'shutdown' });
    await agent.startSession();
    const closed = new Promise((resolve) => agent.session.once('close' as never, resolve as never));
    await agent.say(LONG);
    await agent.untilStarted(1);
    await rooms(server).removeParticipant(roomName, 'avatar_worker');
    await closed;
    expect(agent.finished).toHaveLength(1);
    expect(agent.avatar.state).toBe('closed');
    expect(agent.causes.at(-1)).toMatchObject({ reason: 'lost' });
  });
});

test.describe('the avatar never comes', () => {
  const never = { joinTimeoutMs: 300 };

  test('relaunch: three tries, then the typed error; none of the late ones stays', async ({
    startAgent,
    dispatcher,
    roomName,
  }) => {
    await expect(startAgent(never)).rejects.toMatchObject({ reason: 'join_timeout' });
    await dispatcher.untilEmpty(roomName);
  });

  test('voice-only: the agent starts without it', async ({ startAgent }) => {
    const agent = await startAgent({ ...never, onLost: 'voice-only' });
    expect(agent.states).toEqual(['joining', 'voice-only']);
    expect(agent.causes[0]).toMatchObject({ reason: 'join_timeout' });
  });

  test('shutdown: the error is thrown', async ({ startAgent }) => {
    await expect(startAgent({ ...never, onLost: 'shutdown' })).rejects.toMatchObject({
      reason: 'join_timeout',
    });
  });
});

test.describe('the agent is gone', () => {
  test('killed: the avatar leaves, and its context is closed', async ({
    server,
    roomName,
    dispatcher,
  }) => {
    const child = await startAgentProcess({
      server: { url: server.url, apiKey: server.apiKey, apiSecret: server.apiSecret },
      room: roomName,
      dispatcherUrl: dispatcher.url,
      controllerTimeoutSec: 2,
    });
    expect(await dispatcher.in(roomName)).toMatchObject([{ state: 'live' }]);
    await killProcess(child);
    // LiveKit itself takes up to half a minute to notice a process that was killed.
    await dispatcher.untilEmpty(roomName, 40_000);
    expect(dispatcher.pages).toBe((await dispatcher.list()).length);
  });

  test('it comes back in time: the avatar is still there and obeys', async ({
    server,
    roomName,
    agent,
    openAvatar,
  }) => {
    const page = await openAvatar({ controllerTimeoutSec: 10 });
    await untilState(page, 'live');
    await agent.leave();
    await untilState(page, 'waiting');
    const again = await new TestAgent().join(server, roomName);
    await untilState(page, 'live');
    again.openOutput();
    const speech = cut(await loadSpeech('hello'), 1);
    await again.say(speech);
    await again.untilFinished(1);
    expect(again.finished[0]).toMatchObject({ interrupted: false });
    await again.leave();
  });

  test('it stays away: the avatar leaves after the timeout', async ({ agent, openAvatar }) => {
    const page = await openAvatar({ controllerTimeoutSec: 1 });
    await untilState(page, 'live');
    await agent.leave();
    expect(await untilState(page, 'ended')).toMatchObject({ reason: 'controller_gone' });
  });

  test('it never came: the avatar leaves after a minute', async ({
    chromium,
    pageBase,
    server,
    roomName,
  }) => {
    const token = await mintToken(server, {
      room: roomName,
      identity: 'avatar_worker',
      kind: 'agent',
    });
    const page = await chromium.newPage();
    await page.clock.install();
    await page.goto(buildPageAddress(pageBase, { url: server.url, token }).href);
    await untilState(page, 'waiting');
    await page.clock.fastForward(30_000);
    expect(await untilState(page, 'waiting', 'ended')).toMatchObject({ state: 'waiting' });
    await page.clock.fastForward(31_000);
    expect(await untilState(page, 'ended')).toMatchObject({ reason: 'controller_never_came' });
    await page.close();
  });

  test('another agent leaves: the avatar does not care', async ({
    server,
    roomName,
    agent,
    openAvatar,
  }) => {
    const other = await new TestAgent('other').join(server, roomName);
    const page = await openAvatar({ controllerTimeoutSec: 1 });
    await untilState(page, 'live');
    await other.leave();
    await untilAbsent(server, roomName, 'other');
    agent.openOutput();
    const speech = cut(await loadSpeech('hello'), 2);
    await agent.say(speech);
    await agent.untilFinished(1);
    expect(await untilState(page, 'live', 'ended')).toMatchObject({ state: 'live' });
  });

  test('a user who leaves and returns finds it still there', async ({
    server,
    roomName,
    agent,
    openAvatar,
  }) => {
    const page = await openAvatar({ controllerTimeoutSec: 1 });
    await untilState(page, 'live');
    expect(agent.room.isConnected).toBe(true);
    const first = await new Listener().join(server, roomName);
    await first.untilSeeing();
    await first.leave();
    await untilAbsent(server, roomName, 'user');
    const again = await new Listener().join(server, roomName);
    await again.untilSeeing();
    await again.untilHearing();
    await again.leave();
  });
});

test.describe('the room', () => {
  test('is closed: the avatar ends in good order', async ({
    server,
    roomName,
    agent,
    openAvatar,
  }) => {
    const page = await openAvatar();
    await untilState(page, 'live');
    expect(agent.room.isConnected).toBe(true);
    await rooms(server).deleteRoom(roomName);
    expect(await untilState(page, 'ended')).toMatchObject({ reason: 'room_closed' });
  });

  test('throws it out: the avatar ends in good order', async ({
    server,
    roomName,
    agent,
    openAvatar,
  }) => {
    const page = await openAvatar();
    await untilState(page, 'live');
    expect(agent.room.isConnected).toBe(true);
    await rooms(server).removeParticipant(roomName, 'avatar_worker');
    expect(await untilState(page, 'ended')).toMatchObject({ reason: 'removed' });
  });
});

/** Asks the server itself: it tells the others of who publishes nothing only every few seconds. */
function untilAbsent(server: LivekitServer, room: string, identity: string): Promise<void> {
  return eventually(async () => {
    const here = await rooms(server).listParticipants(room);
    return here.every((participant) => participant.identity !== identity);
  }, `${identity} to leave`);
}

function rooms(server: LivekitServer): RoomServiceClient {
  return new RoomServiceClient(server.url, server.apiKey, server.apiSecret);
}
