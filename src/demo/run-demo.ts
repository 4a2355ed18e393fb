import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { ensurePage, startDispatcher, type RunningDispatcher } from '../dispatcher/index.ts';
import { startAgentProcess, type AgentProcess } from './agent-process.ts';
import { serveSources } from './dev-server.ts';
import { Narrator } from './narrator.ts';
import { openBrowser } from './open-browser.ts';
import { createRoom, openRoomServer, type DemoRoom, type RoomServer } from './room-server.ts';
import { createTicketApp } from './ticket-app.ts';
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
 * @throws {DemoError} when the demo can't start or loses a part; `DispatcherError` and
 *   `ProgramError` when these can't.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const ending = listenForTheEnd(options.signal);
  const narrator = new Narrator();
  const parts: Part[] = [];
  try {
    const agent = await start(options, { parts, narrator, signal: ending.signal });
    await Promise.race([agent.died, ending.asked]);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    // What is still starting shall not go on, also when this is because of a failure.
    ending.end();
    if (parts.length > 0) narrator.say('Ending the demo …');
    await closeAll(parts);
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
  readonly signal: AbortSignal;
}

/** Starts everything; what has been started stands in `parts`, also when this fails. */
async function start(options: DemoOptions, context: Context): Promise<AgentProcess> {
  const { narrator, signal } = context;
  narrator.greet();
  const [server, web] = await Promise.all([startServer(context), startWeb(options, context)]);
  const room = keep(await createRoom(server.current), context);
  web.openFor(server.current, room);
  const dispatcher = await startDispatching(options, web.server, context);
  const agent = startAgent(server.current, room, dispatcher, context);
  await agent.ready;
  signal.throwIfAborted();
  narrator.invite(web.server.url);
  if (options.open) openBrowser(web.server.url);
  return agent;
}

/** Remembers a part to be closed; one that comes too late is closed at once. */
function keep<P extends Part>(part: P, { parts, signal }: Context): P {
  parts.push(part);
  signal.throwIfAborted();
  return part;
}

async function startServer(context: Context): Promise<{ current: RoomServer }> {
  const server = keep(await openRoomServer(context.signal), context);
  context.narrator.say(
    server.isOwn
      ? `A LiveKit server of the demo’s own runs at ${server.url}.`
      : `The LiveKit server is yours: ${server.url}.`,
  );
  return { current: server };
}

interface Web {
  readonly server: WebServer;
  /** From now on viewers get their tokens. */
  openFor(server: RoomServer, room: DemoRoom): void;
}

async function startWeb(options: DemoOptions, context: Context): Promise<Web> {
  const opened = Promise.withResolvers<[RoomServer, DemoRoom]>();
  const app = createTicketApp(async () => {
    const [server, room] = await opened.promise;
    const identity = `viewer-${crypto.randomUUID().slice(0, 8)}`;
    return { url: server.url, token: await mintViewerToken(server, room.name, identity) };
  });
  const server = options.dev
    ? await serveSources(app, options.port)
    : await serveBuiltViewer(app, await ensurePage(), options.port);
  return {
    server: keep(server, context),
    openFor: (roomServer, room) => opened.resolve([roomServer, room]),
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

function startAgent(
  server: RoomServer,
  room: DemoRoom,
  dispatcher: RunningDispatcher,
  context: Context,
): AgentProcess {
  const { url, apiKey, apiSecret } = server;
  const orders = { url, apiKey, apiSecret, roomName: room.name, dispatcherUrl: dispatcher.url };
  return keep(
    startAgentProcess(orders, (sentence) => context.narrator.report(sentence)),
    context,
  );
}

/** The last that was started goes first: the agent leaves before its avatar does. */
async function closeAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts.toReversed()) {
    const closed = part.close().catch(() => undefined);
    await Promise.race([closed, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  }
}

interface Ending {
  readonly signal: AbortSignal;
  /** Resolves when someone wants the demo to end. */
  readonly asked: Promise<void>;
  end(): void;
  dispose(): void;
}

function listenForTheEnd(signal: AbortSignal | undefined): Ending {
  const controller = new AbortController();
  const end = () => controller.abort();
  const names: NodeJS.Signals[] = signal ? [] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) process.on(name, end);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
    if (controller.signal.aborted) resolve();
  });
  return {
    signal: controller.signal,
    asked,
    end,
    dispose() {
      signal?.removeEventListener('abort', end);
      for (const name of names) process.off(name, end);
    },
  };
}
