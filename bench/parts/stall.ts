import { setTimeout as delay } from 'node:timers/promises';
import { createDispatcher, createLog } from '../../src/dispatcher/index.ts';
import { ensurePage, servePage } from '../../src/host/index.ts';
import { launchChromium, type Browser, type LivekitServer } from '../../src/programs/index.ts';
import { firstAudibleMs } from '../analysis/interruption.ts';
import { readPictures, rhythm } from '../analysis/picture-track.ts';
import { findSilences } from '../analysis/silences.ts';
import { readSound } from '../analysis/sound-track.ts';
import { mintAvatarToken } from '../contenders/avatar-token.ts';
import { openRoom } from '../room/open-room.ts';
import type { Recording } from '../room/recording.ts';
import { Speaker } from '../room/speaker.ts';
import { loadHummed, repeat } from '../room/speech.ts';
import { User } from '../room/user.ts';

/** What much speech at once does to sound and picture. */
export interface StallReading extends Perceived {
  readonly speechSec: number;
  /** By how much the page's main thread was slowed down; 1 for not at all. */
  readonly slowdown: number;
  /** How long the speech took to arrive. */
  readonly arrivalSec: number;
  /** Looked at, from the first sound on. */
  readonly watchedSec: number;
  /** Shorter ones are no silences. */
  readonly silenceMs: number;
}

interface Perceived {
  /** In speech that has none. */
  readonly silences: number;
  readonly longestSilenceMs: number;
  readonly maxGapMs: number;
  readonly fps: number;
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
/** Of the picture nothing but its times is wanted. */
const REGION = { left: 0.45, right: 0.55, top: 0.5, bottom: 0.6 };

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
  const user = await User.invite(server, room, REGION);
  try {
    const token = await mintAvatarToken(server, room);
    const body = JSON.stringify({ room_name: room, url: server.url, token, renderer: 'cpu' });
    const headers = { 'content-type': 'application/json' };
    const answer = await dispatcher.app.request('/launch', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`The avatar did not come: ${await answer.text()}`);
    await user.untilSeeing();
    await delay(SETTLE_MS);
    const { session } = browser!.pages[0]!;
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const speech = repeat(await loadHummed(), speechSec);
    const startMs = performance.now();
    const watched = delay(WATCHED_SEC * 1000 + SETTLE_MS);
    await speaker.send(speech);
    const arrivalSec = (performance.now() - startMs) / 1000;
    await watched;
    const { recording } = await user.tell();
    const perceived = look(recording, startMs);
    const [watchedSec, silenceMs] = [WATCHED_SEC, SILENCE_MS];
    return { speechSec, slowdown, arrivalSec, watchedSec, silenceMs, ...perceived };
  } finally {
    await Promise.all([speaker.leave(), user.leave()]);
    await dispatcher.close();
  }
}

/** At what the user got of a segment that was sent at this time. */
function look(recording: Recording, startMs: number): Perceived {
  const sound = readSound(recording.sound);
  const fromMs = firstAudibleMs(sound, startMs);
  if (Number.isNaN(fromMs)) throw new Error('Nothing of the long segment was heard.');
  const toMs = fromMs + WATCHED_SEC * 1000;
  const silences = findSilences(sound, fromMs, toMs).filter((ms) => ms >= SILENCE_MS);
  return {
    silences: silences.length,
    longestSilenceMs: Math.max(0, ...silences),
    ...rhythm(readPictures(recording.pictures), fromMs, toMs),
  };
}
