import { once } from 'node:events';
import { voice } from '@livekit/agents';
import { DisconnectReason, Room, RoomEvent } from '@livekit/rtc-node';
import { mintAgentToken } from '../tokens.ts';
import { ATTRIBUTE_READING, NEWS_TOPIC, RPC_INTERRUPT, type InterruptReply } from '../wire.ts';
import { watchAudience } from './audience.ts';
import type { Conversation, News } from './conversation.ts';
import { Face } from './face.ts';
import type { AgentOrders, FromAgent } from './messages.ts';
import { findModels, HOW_TO_GET_MODELS } from './models.ts';
import { Parrot } from './parrot.ts';
import { findSpeechPrograms } from './speech-program.ts';
import { Talker } from './talker.ts';

const AGENT_IDENTITY = 'demo-agent';

/** Leaving takes some round trips; a server that is gone answers none. */
const LEAVE_TIMEOUT_MS = 2_000;

/**
 * The demo's agent: joins the room, has its avatar launched, and talks with whoever comes, until
 * the signal says to leave or a failure was told. Resolves once it has left.
 *
 * @param tell hears of everything worth telling; a failure is told, not thrown.
 */
export async function runDemoAgent(
  orders: AgentOrders,
  tell: (message: FromAgent) => void,
  signal: AbortSignal,
): Promise<void> {
  const room = new Room();
  let face: Face | undefined;
  const fail = (sentence: string) => tell({ type: 'failed', sentence });
  room.on(RoomEvent.Disconnected, (reason) => {
    if (!signal.aborted) fail(describeDeparture(reason));
  });
  try {
    await join(room, orders);
    const news = createNews(room, tell);
    face = new Face(room, orders.dispatcherUrl, news);
    await converse(room, orders, face, { news, tell, fail });
    if (!signal.aborted) await once(signal, 'abort');
  } catch (error) {
    if (!signal.aborted) fail(error instanceof Error ? error.message : String(error));
  }
  await leave(room, face);
}

/** Takes the face out and leaves the room, so that nobody has to wait for a time-out to notice. */
async function leave(room: Room, face: Face | undefined): Promise<void> {
  const left = Promise.resolve(face?.close()).then(() => room.disconnect());
  await Promise.race([
    left.catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, LEAVE_TIMEOUT_MS).unref()),
  ]);
}

function describeDeparture(reason: DisconnectReason): string {
  const { ROOM_CLOSED, ROOM_DELETED, PARTICIPANT_REMOVED } = DisconnectReason;
  if (reason === ROOM_CLOSED || reason === ROOM_DELETED)
    return 'The room was closed on the server.';
  if (reason === PARTICIPANT_REMOVED) return 'The agent was removed from the room.';
  return 'The agent lost the LiveKit server.';
}

async function join(room: Room, orders: AgentOrders): Promise<void> {
  const token = await mintAgentToken(orders, orders.roomName, AGENT_IDENTITY);
  await room.connect(orders.url, token, { autoSubscribe: false, dynacast: false });
}

interface Surroundings {
  readonly news: News;
  readonly tell: (message: FromAgent) => void;
  readonly fail: (sentence: string) => void;
}

async function converse(
  room: Room,
  orders: AgentOrders,
  face: Face,
  { news, tell, fail }: Surroundings,
): Promise<void> {
  const conversation = await chooseConversation(news, fail);
  answerInterrupts(room, conversation, news);
  await room.localParticipant?.setAttributes({ [ATTRIBUTE_READING]: conversation.reading });
  await face.start(conversation, orders);
  await startSession(room, conversation);
  tell({ type: 'ready' });
  welcome(room, conversation, (sentence) => tell({ type: 'news', sentence }));
}

async function chooseConversation(
  news: News,
  fail: (sentence: string) => void,
): Promise<Conversation> {
  try {
    const models = await findModels();
    if (models) {
      news(`The agent thinks and speaks with ${models.name}.`);
      return new Talker(models, news, fail);
    }
  } catch (error) {
    news(error instanceof Error ? error.message : String(error));
  }
  news('The agent is a parrot: it says back what it hears, and reads out what is typed.');
  news(HOW_TO_GET_MODELS);
  return new Parrot(await findSpeechPrograms(), news);
}

async function startSession(room: Room, conversation: Conversation): Promise<void> {
  await conversation.session.start({
    agent: new voice.Agent({ instructions: conversation.instructions }),
    room,
    record: false,
    inputOptions: {
      audioEnabled: conversation.listensBySession,
      closeOnDisconnect: false,
      textInputCallback: (_session, { text }) => conversation.onText(text),
    },
  });
}

function answerInterrupts(room: Room, conversation: Conversation, news: News): void {
  room.localParticipant?.registerRpcMethod(RPC_INTERRUPT, async () => {
    const reply: InterruptReply = conversation.stop() ? 'stopped' : 'was-silent';
    news(
      reply === 'stopped'
        ? 'Interrupted: the avatar stopped at once.'
        : 'There was nothing to interrupt.',
    );
    return reply;
  });
}

/** @param log for the terminal alone: people know that they came. */
function welcome(room: Room, conversation: Conversation, log: News): void {
  let guest: string | undefined;
  watchAudience(room, {
    onArrived(identity) {
      guest = identity;
      // Left to itself, the session listens to whoever came first, even when they are gone.
      conversation.session._roomIO?.setParticipant(identity);
      log('A viewer has opened the page.');
    },
    onHearing: () => conversation.greet(),
    onMicrophone(identity, track) {
      if (identity === guest) conversation.onMicrophone(track);
    },
    onMuted(identity) {
      if (identity === guest) conversation.onSilenced();
    },
    onLeft(identity) {
      if (identity !== guest) return;
      conversation.stop();
      log('The viewer has left.');
    },
  });
}

/** News goes to the terminal and, as a text stream, to every viewer. */
function createNews(room: Room, tell: (message: FromAgent) => void): News {
  return (sentence) => {
    tell({ type: 'news', sentence });
    // A viewer that does not get it lacks a line of text; there is nothing to do about that.
    room.localParticipant?.sendText(sentence, { topic: NEWS_TOPIC }).catch(() => undefined);
  };
}
