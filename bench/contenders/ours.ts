import { setTimeout as delay } from 'node:timers/promises';
import { avatarListSchema, type AvatarSummary } from '../../src/protocol/index.ts';
import { findPackageRoot, type LivekitServer } from '../../src/programs/index.ts';
import { mintAvatarToken } from './avatar-token.ts';
import { startChild, type Child } from './child.ts';
import type { Contender, RunningAvatars } from './contender.ts';
import { planMouth } from './mouth-plan.ts';
import { newRoomName } from '../room/room-name.ts';

/** Where a portrait's mouth is. */
const MOUTH = { left: 0.45, right: 0.555, top: 0.505, bottom: 0.625 };

/** Our avatar, launched over HTTP as a dispatcher in service does it. */
export function ours(renderer: 'cpu' | 'webgl', width: number, height: number): Contender {
  return {
    name: `${renderer}-${width}x${height}`,
    peer: false,
    width,
    height,
    region: MOUTH,
    plan: planMouth,
    prepareCommand: (server, room) => prepareJoin(server, room, { renderer, width, height }),
    launchWarm: (server, times) => launchWarm(server, times, { renderer, width, height }),
    start: (server, rooms) => startAvatars(server, rooms, { renderer, width, height }),
  };
}

type Options = { readonly renderer: string; readonly width: number; readonly height: number };

const MAIN = `${findPackageRoot()}/bin/mouthpiece.js`;

async function prepareJoin(
  server: LivekitServer,
  room: string,
  { renderer, width, height }: Options,
): Promise<() => Child> {
  const token = await mintAvatarToken(server, room);
  const who = ['--url', server.url, '--token', token];
  const how = ['--renderer', renderer, '--width', String(width), '--height', String(height)];
  return () => startChild(process.execPath, [MAIN, 'join', ...who, ...how]);
}

/** As in service, launches come apart: the dispatcher has a page ready again. */
const BETWEEN_LAUNCHES_MS = 8_000;

/** The first launch warms the browser, and does not count. */
async function launchWarm(
  server: LivekitServer,
  times: number,
  options: Options,
): Promise<number[]> {
  const { child, url } = await serve();
  await delay(BETWEEN_LAUNCHES_MS);
  const warmMs: number[] = [];
  try {
    for (let i = 0; i <= times; i++) {
      warmMs.push(await launch(url, server, newRoomName(), options));
      for (const { id } of await list(url))
        await fetch(new URL(`avatars/${id}`, url), { method: 'DELETE' });
      await delay(BETWEEN_LAUNCHES_MS);
    }
  } finally {
    await child.stop();
  }
  return warmMs.slice(1);
}

async function startAvatars(
  server: LivekitServer,
  rooms: readonly string[],
  options: Options,
): Promise<RunningAvatars> {
  // What is measured is these avatars, not the page made ready for the next one.
  const { child, url } = await serve('--no-spare');
  try {
    for (const room of rooms) await launch(url, server, room, options);
    return { pids: [child.pid], notes: await describe(url), stop: () => child.stop() };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** A dispatcher in a process of its own, with its browser ready. */
async function serve(...flags: string[]): Promise<{ readonly child: Child; readonly url: string }> {
  const child = startChild(process.execPath, [MAIN, 'serve', '--port', '0', ...flags]);
  const [, url] = await child.untilSaid(/Dispatcher ready at (http:[^\s"]+\/)/);
  return { child, url: url! };
}

/** @returns milliseconds until the dispatcher said that the avatar has joined and published. */
async function launch(
  url: string,
  server: LivekitServer,
  room: string,
  options: Options,
): Promise<number> {
  const token = await mintAvatarToken(server, room);
  const startMs = performance.now();
  const response = await fetch(new URL('launch', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ room_name: room, url: server.url, token, ...options }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The dispatcher refused to launch: ${answer}`);
  return performance.now() - startMs;
}

async function list(url: string): Promise<AvatarSummary[]> {
  const response = await fetch(new URL('avatars', url));
  return avatarListSchema.parse(await response.json()).avatars;
}

async function describe(url: string): Promise<string[]> {
  const avatars = await list(url);
  return avatars.map(({ picture }) => (picture ? `${picture.renderer}: ${picture.reason}` : ''));
}
