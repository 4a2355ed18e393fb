import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createDispatcher, createLog } from '../../src/dispatcher/index.ts';
import { ensurePage, servePage } from '../../src/host/index.ts';
import { launchChromium, type Browser, type LivekitServer } from '../../src/programs/index.ts';
import { mintAvatarToken } from '../contenders/avatar-token.ts';
import { openRoom } from '../room/open-room.ts';
import { Speaker } from '../room/speaker.ts';
import { loadHummed, repeat } from '../room/speech.ts';
import type { Answer, Invitation, Question } from './stall-user.ts';

/** What much speech at once does to sound and picture. */
export interface StallReading extends Answer, Question {
  readonly speechSec: number;
  /** By how much the page's main thread was slowed down; 1 for not at all. */
  readonly slowdown: number;
  /** How long the speech took to arrive. */
  readonly arrivalSec: number;
}

/** A minute is what speech synthesis delivers at once, ten are a flood. */
const FLOODS = [
  { speechSec: 60, slowdown: 1 },
  { speechSec: 60, slowdown: 4 },
  { speechSec: 600, slowdown: 1 },
];
const QUICK_FLOODS = FLOODS.slice(0, 1);
const SETTLE_MS = 3000;
const WATCHED_SEC = 15;
/** Shorter ones are within what a listener's own buffer makes of a late packet. */
const SILENCE_MS = 30;

/** Sends speech as fast as the wire takes it, to a page on this machine and to one on a much slower one. */
export async function measureStall(
  server: LivekitServer,
  quick: boolean,
): Promise<readonly StallReading[]> {
  const page = await servePage(await ensurePage());
  try {
    const readings: StallReading[] = [];
    for (const { speechSec, slowdown } of quick ? QUICK_FLOODS : FLOODS)
      readings.push(await flood(server, page.url, speechSec, slowdown));
    return readings;
  } finally {
    await page.close();
  }
}

async function flood(
  server: LivekitServer,
  pageUrl: string,
  speechSec: number,
  slowdown: number,
): Promise<StallReading> {
  let browser: Browser | undefined;
  const dispatcher = createDispatcher({
    pageUrl,
    log: createLog().child({}, { level: 'silent' }),
    launchBrowser: async () => (browser = await launchChromium({ webgl: false })),
  });
  const room = await openRoom(server, false);
  const speaker = await new Speaker().join(server, room);
  const user = invite({ server, room });
  try {
    const token = await mintAvatarToken(server, room);
    const body = JSON.stringify({ room_name: room, url: server.url, token, renderer: 'cpu' });
    const headers = { 'content-type': 'application/json' };
    const answer = await dispatcher.app.request('/launch', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`The avatar did not come: ${await answer.text()}`);
    await hear(user);
    await delay(SETTLE_MS);
    const { session } = browser!.pages[0]!;
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const speech = repeat(await loadHummed(), speechSec);
    const startMs = performance.now();
    const watched = delay(WATCHED_SEC * 1000 + SETTLE_MS);
    await speaker.send(speech);
    const arrivalSec = (performance.now() - startMs) / 1000;
    await watched;
    const question: Question = {
      startEpochMs: performance.timeOrigin + startMs,
      watchedSec: WATCHED_SEC,
      silenceMs: SILENCE_MS,
    };
    user.send(question);
    const told = (await hear(user)) as Answer;
    return { speechSec, slowdown, arrivalSec, ...question, ...told };
  } finally {
    if (user.connected) user.disconnect();
    await speaker.leave();
    await dispatcher.close();
  }
}

function invite(invitation: Invitation): ChildProcess {
  const main = new URL('stall-user.ts', import.meta.url);
  return fork(main, [JSON.stringify(invitation)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next that the user tells. */
async function hear(user: ChildProcess): Promise<unknown> {
  const ended = once(user, 'exit').then(() => {
    throw new Error('The user of the bench has ended.');
  });
  const [told] = (await Promise.race([once(user, 'message'), ended])) as [unknown];
  return told;
}
