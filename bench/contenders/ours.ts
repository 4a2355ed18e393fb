import { avatarListSchema } from '../../src/protocol/index.ts';
import { findPackageRoot, type LivekitServer } from '../../src/programs/index.ts';
import { mintAvatarToken } from './avatar-token.ts';
import { startChild, type Child } from './child.ts';
import type { Contender, RunningAvatars } from './contender.ts';
import { planMouth } from './mouth-plan.ts';

/** Where a portrait's mouth is. */
export const MOUTH = { left: 0.43, right: 0.57, top: 0.56, bottom: 0.74 };

/** Our avatar, launched over HTTP as a dispatcher in service does it. */
export function ours(renderer: 'cpu' | 'webgl', width: number, height: number): Contender {
  return {
    name: `${renderer}-${width}x${height}`,
    peer: false,
    width,
    height,
    region: MOUTH,
    plan: planMouth,
    start: (server, rooms) => startAvatars(server, rooms, { renderer, width, height }),
  };
}

type Options = { readonly renderer: string; readonly width: number; readonly height: number };

async function startAvatars(
  server: LivekitServer,
  rooms: readonly string[],
  options: Options,
): Promise<RunningAvatars> {
  const { child, url } = await serve();
  const warmMs: number[] = [];
  try {
    for (const room of rooms) warmMs.push(await launch(url, server, room, options));
    return { pids: [child.pid], warmMs, notes: await describe(url), stop: () => child.stop() };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** A dispatcher in a process of its own, with its browser ready. */
export async function serve(): Promise<{ readonly child: Child; readonly url: string }> {
  const main = `${findPackageRoot()}/bin/mouthpiece.js`;
  const child = startChild(process.execPath, [main, 'serve', '--port', '0'], { NO_COLOR: '1' });
  const [, url] = await child.untilSaid(/Dispatcher ready at (http:[^\s"]+\/)/);
  return { child, url: url! };
}

/** @returns milliseconds until the dispatcher said that the avatar has joined and published. */
export async function launch(
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

async function describe(url: string): Promise<string[]> {
  const response = await fetch(new URL('avatars', url));
  return avatarListSchema
    .parse(await response.json())
    .avatars.map(({ picture }) => (picture ? `${picture.renderer}: ${picture.reason}` : ''));
}
