import { setTimeout as delay } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { startLivekitServer } from '../programs/index.ts';
import { DemoError } from './demo-error.ts';
import type { Credentials } from './tokens.ts';

/** The LiveKit server that the demo uses. */
export interface RoomServer extends Credentials {
  readonly url: string;
  /** Whether the demo started it itself. */
  readonly isOwn: boolean;
  /** Process id of our own. */
  readonly pid?: number;
  /** Never resolves; rejects with a {@link DemoError} when our own server ends unasked. */
  readonly died: Promise<never>;
  close(): Promise<void>;
}

/** How often the server's process is looked after. */
const WATCH_MS = 500;

/** The server that the environment names, else one of our own on this machine. */
export async function openRoomServer(env = process.env): Promise<RoomServer> {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = env;
  if (url && apiKey && apiSecret) {
    const died = new Promise<never>(() => undefined);
    return { url, apiKey, apiSecret, isOwn: false, died, close: async () => undefined };
  }
  // Without a signal: the server shall outlive everybody in its rooms, so that they can leave.
  const server = await startLivekitServer();
  const watch = watchProcess(server.pid);
  return {
    ...server,
    isOwn: true,
    died: watch.died,
    close() {
      watch.stop();
      return server.close();
    },
  };
}

/** Clients would try to reconnect for a long time; the process says at once that it is over. */
function watchProcess(pid: number): { died: Promise<never>; stop(): void } {
  const { promise: died, reject } = Promise.withResolvers<never>();
  const timer = setInterval(() => {
    if (isRunning(pid)) return;
    clearInterval(timer);
    reject(new DemoError('server_died', 'The LiveKit server of the demo ended unexpectedly.'));
  }, WATCH_MS);
  // Nobody may be waiting yet.
  died.catch(() => undefined);
  return { died, stop: () => clearInterval(timer) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The server tells the people in a room a moment after it said that the room is deleted. */
const FAREWELL_MS = 300;

/** A room of the demo. */
export interface DemoRoom {
  readonly name: string;
  /** Ends the room for everybody in it. */
  close(): Promise<void>;
}

/**
 * Seconds for which a server keeps the room without people: agents and avatars do not count, and
 * a demo left open shall still be there after lunch. The demo deletes its room when it ends.
 */
const PATIENCE_SEC = 24 * 3600;

/**
 * Creates a room of its own for this run, which also shows whether server and keys are right.
 *
 * @throws {DemoError} `server_refused`.
 */
export async function createRoom(server: RoomServer): Promise<DemoRoom> {
  const rooms = new RoomServiceClient(toHttp(server.url), server.apiKey, server.apiSecret);
  const name = `mouthpiece-demo-${crypto.randomUUID().slice(0, 8)}`;
  try {
    await rooms.createRoom({ name, emptyTimeout: PATIENCE_SEC, departureTimeout: PATIENCE_SEC });
  } catch (cause) {
    throw new DemoError('server_refused', describeRefusal(server.url, cause), { cause });
  }
  return {
    name,
    async close() {
      // The room ends by itself when this fails.
      await rooms.deleteRoom(name).catch(() => undefined);
      await delay(FAREWELL_MS);
    },
  };
}

function describeRefusal(url: string, cause: unknown): string {
  const status = (cause as { status?: number }).status;
  return status === 401
    ? `The LiveKit server at ${url} refused the keys: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`
    : `The LiveKit server at ${url} can’t be used (${cause instanceof Error ? cause.message : String(cause)}): check LIVEKIT_URL.`;
}

function toHttp(url: string): string {
  return url.replace(/^ws/, 'http');
}
