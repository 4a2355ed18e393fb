import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { startDispatcher, type RunningDispatcher } from '../dispatcher/index.ts';
import { ensurePage } from '../host/index.ts';
import { startAgentProcess } from './agent-process.ts';
import { createDemoApp } from './demo-app.ts';
import { serveSources } from './dev-server.ts';
import type { AgentOrders } from './agent/messages.ts';
import { listenForTheEnd, type Ending } from './ending.ts';
import { findWorkbench } from './find-workbench.ts';
import { Narrator } from './narrator.ts';
import { openBrowser } from './open-browser.ts';
import { requireAgents } from './require-agents.ts';
import { createRoom, openRoomServer, type DemoRoom, type RoomServer } from './room-server.ts';
import { mintViewerToken } from './tokens.ts';
import { serveBuiltViewer, type WebServer } from './web-server.ts';

export interface DemoOptions {
  /** Serves the pages from their sources, and again whenever these change. */
  readonly dev: boolean;
  /** Port of the page for people, 0 for any; without it 4300 if that is free. */
  readonly port?: number | undefined;
  /** Whether to open the page in the browser of whoever started this. */
  readonly open?: boolean | undefined;
  /** Ends the demo. Without it, Ctrl-C and SIGTERM do. */
  readonly signal?: AbortSignal | undefined;
}

/** Longer than any part takes to close, shorter than anybody's patience. */
const CLOSE_TIMEOUT_MS = 8_000;

/**
 * The whole of Mouthpiece on one machine: a LiveKit server, the dispatcher, an agent with its
 * avatar, and a page to meet them. Runs until it is told to end, and ends all that it started.
 *
 * @throws {DemoError} when the demo can't start or loses a part; `HostError`, `DispatcherError`
 *   and `ProgramError` when these can't.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  requireAgents();
  const ending = listenForTheEnd(options.signal);
  const narrator = new Narrator();
  const parts: Part[] = [];
  const started = start(options, { parts, narrator, ending });
  try {
    const running = await Promise.race([started, ending.asked]);
    await Promise.race([running?.died, ending.asked]);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    // What is still starting shall not go on, also when this is because of a failure.
    ending.end();
    narrator.say('Ending the demo …');
    await closeAll(parts);
    await withinReason(started);
    ending.dispose();
  }
  narrator.say('Everything has ended. Goodbye!');
}

interface Part {
  close(): Promise<unknown>;
}

interface Context {
  readonly parts: Part[];
  readonly narrator: Narrator;
  readonly ending: Ending;
}

interface Running {
  /** Rejects when a part is lost that the demo can't do without. */
  readonly died: Promise<never>;
}

/** Starts everything; what has been started stands in `parts`, also when this fails. */
async function start(options: DemoOptions, context: Context): Promise<Running> {
  const { narrator, ending } = context;
  narrator.greet();
  const orders = Promise.withResolvers<AgentOrders>();
  const report = (sentence: string) => narrator.report(sentence);
  const agent = await keep(startAgentProcess(orders.promise, report), context);
  const [server, web] = await Promise.all([startServer(context), startWeb(options, context)]);
  const room = await keep(await createRoom(server), context);
  web.openFor(server, room);
  const dispatcher = await startDispatching(options, web.server, context);
  web.leadTo(dispatcher, room);
  orders.resolve(writeOrders(server, room, dispatcher));
  const died = Promise.race([agent.died, server.died]);
  await Promise.race([agent.ready, died, ending.asked]);
  ending.signal.throwIfAborted();
  narrator.invite(web.server.url);
  if (options.open) openBrowser(web.server.url);
  return { died };
}

/** Remembers a part to be closed; one that comes too late is closed at once. */
async function keep<P extends Part>(part: P, { parts, ending }: Context): Promise<P> {
  parts.push(part);
  if (ending.signal.aborted) await part.close();
  ending.signal.throwIfAborted();
  return part;
}

async function startServer(context: Context): Promise<RoomServer> {
  const server = await keep(await openRoomServer(), context);
  context.narrator.say(
    server.isOwn
      ? `A LiveKit server of the demo’s own runs at ${server.url}.`
      : `The LiveKit server is yours: ${server.url}.`,
  );
  return server;
}

interface Web {
  readonly server: WebServer;
  /** From now on viewers get their tokens. */
  openFor(server: RoomServer, room: DemoRoom): void;
  /** From now on the way to the workbench is known. */
  leadTo(dispatcher: RunningDispatcher, room: DemoRoom): void;
}

async function startWeb(options: DemoOptions, context: Context): Promise<Web> {
  const opened = Promise.withResolvers<[RoomServer, DemoRoom]>();
  const dispatching = Promise.withResolvers<[RunningDispatcher, DemoRoom]>();
  const app = createDemoApp({
    async issueTicket() {
      const [server, room] = await opened.promise;
      const identity = `viewer-${crypto.randomUUID().slice(0, 8)}`;
      return { url: server.url, token: await mintViewerToken(server, room.name, identity) };
    },
    async findWorkbench() {
      const [dispatcher, room] = await dispatching.promise;
      return findWorkbench(dispatcher.url, room.name);
    },
  });
  const server = options.dev
    ? await serveSources(app, options.port)
    : await serveBuiltViewer(app, await ensurePage(), options.port);
  return {
    server: await keep(server, context),
    openFor: (roomServer, room) => opened.resolve([roomServer, room]),
    leadTo: (dispatcher, room) => dispatching.resolve([dispatcher, room]),
  };
}

async function startDispatching(
  options: DemoOptions,
  web: WebServer,
  context: Context,
): Promise<RunningDispatcher> {
  context.narrator.say('The dispatcher starts a browser for the avatar …');
  const dispatcher = await startDispatcher({
    port: 0,
    // The narrator tells what matters.
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'fatal', base: null }),
    ...(options.dev ? { pageUrl: new URL('index.html', web.url).href } : {}),
  });
  return keep(dispatcher, context);
}

function writeOrders(
  { url, apiKey, apiSecret }: RoomServer,
  room: DemoRoom,
  dispatcher: RunningDispatcher,
): AgentOrders {
  return { url, apiKey, apiSecret, roomName: room.name, dispatcherUrl: dispatcher.url };
}

/**
 * The agent leaves first, while its room is still there; of the others, the last that was started
 * goes first.
 */
async function closeAll([agent, ...others]: readonly Part[]): Promise<void> {
  for (const part of [agent, ...others.toReversed()]) await withinReason(part?.close());
}

/** Waits for what may fail or hang on the way out; neither is worth a word any more. */
async function withinReason(closing: Promise<unknown> | undefined): Promise<void> {
  const closed = Promise.resolve(closing).catch(() => undefined);
  await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
}
