import type { LivekitServer } from '../../src/programs/index.ts';
import type { Contender } from '../contenders/contender.ts';
import { newRoomName } from '../room/room-name.ts';
import { Speaker } from '../room/speaker.ts';
import { User } from '../room/user.ts';

/** How long it takes until an avatar has joined and published both tracks. */
export interface LaunchTimes {
  /** From the start of the command. */
  readonly coldMs: readonly number[];
  /** From a request to a dispatcher that runs. */
  readonly warmMs: readonly number[];
}

export async function measureLaunch(
  server: LivekitServer,
  contender: Contender,
  times: number,
): Promise<LaunchTimes> {
  const coldMs: number[] = [];
  for (let i = 0; i < times; i++) coldMs.push(await launchCold(server, contender));
  return { coldMs, warmMs: await contender.launchWarm(server, times) };
}

async function launchCold(server: LivekitServer, contender: Contender): Promise<number> {
  const room = newRoomName();
  const [speaker, user] = await Promise.all([
    new Speaker().join(server, room),
    User.invite(server, room, contender.region),
  ]);
  const start = await contender.prepareCommand(server, room);
  const startMs = performance.now();
  const child = start();
  try {
    return (await user.untilPublished()) - startMs;
  } finally {
    await child.stop();
    await Promise.all([speaker.leave(), user.leave()]);
  }
}
