import { setTimeout as delay } from 'node:timers/promises';
import { preview } from 'vite';
import { createDispatcher, createLog, ensurePage } from '../../src/dispatcher/index.ts';
import {
  launchChromium,
  type Browser,
  type BrowserPage,
  type LivekitServer,
} from '../../src/programs/index.ts';
import { mintAvatarToken } from '../contenders/avatar-token.ts';
import { openRoom } from '../room/open-room.ts';
import { Speaker } from '../room/speaker.ts';
import { loadTalk, repeat } from '../room/speech.ts';

/** What much speech at once does to the page. */
export interface StallReading {
  readonly speechSec: number;
  /** How long it took to arrive. */
  readonly arrivalSec: number;
  /** The longest that the page's main thread did not come back to its timer. */
  readonly worstMs: number;
  /** The same of a face at rest, for as long as {@link arrivalSec} at most. */
  readonly worstAtRestMs: number;
}

const LONG_SEC = 600;
const QUICK_SEC = 60;
const REST_MS = 5000;
const SETTLE_MS = 3000;
const PROBE = 'benchWorstStallMs';

/** Sends a long segment as fast as the wire takes it, and watches the page's main thread. */
export async function measureStall(server: LivekitServer, quick: boolean): Promise<StallReading> {
  await ensurePage();
  const pages = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
  let browser: Browser | undefined;
  const dispatcher = createDispatcher({
    pageUrl: pages.resolvedUrls!.local[0]!,
    log: createLog().child({}, { level: 'silent' }),
    launchBrowser: async () => (browser = await launchChromium()),
  });
  const room = await openRoom(server, false);
  const speaker = await new Speaker().join(server, room);
  try {
    const token = await mintAvatarToken(server, room);
    const body = JSON.stringify({ room_name: room, url: server.url, token, renderer: 'cpu' });
    const headers = { 'content-type': 'application/json' };
    const answer = await dispatcher.app.request('/launch', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`The avatar did not come: ${await answer.text()}`);
    await delay(SETTLE_MS);
    return await watch(browser!.pages[0]!, speaker, quick ? QUICK_SEC : LONG_SEC);
  } finally {
    await speaker.leave();
    await dispatcher.close();
    await pages.close();
  }
}

async function watch(
  page: BrowserPage,
  speaker: Speaker,
  speechSec: number,
): Promise<StallReading> {
  const speech = repeat(await loadTalk(), speechSec);
  await page.call(startProbe, PROBE);
  await delay(REST_MS);
  const worstAtRestMs = await page.call(readProbe, PROBE);
  const startMs = performance.now();
  await speaker.send(speech);
  const arrivalSec = (performance.now() - startMs) / 1000;
  // What the page has still to do with it.
  await delay(SETTLE_MS);
  const worstMs = await page.call(readProbe, PROBE);
  await speaker.agent.clear();
  return { speechSec, arrivalSec, worstMs, worstAtRestMs };
}

/** Runs in the page: keeps the longest time between two runs of a timer. */
function startProbe(name: string): void {
  const keep = globalThis as unknown as Record<string, number>;
  keep[name] = 0;
  let lastMs = performance.now();
  setInterval(() => {
    const nowMs = performance.now();
    keep[name] = Math.max(keep[name]!, nowMs - lastMs);
    lastMs = nowMs;
  }, 4);
}

/** Runs in the page: tells the longest since it was last asked. */
function readProbe(name: string): number {
  const keep = globalThis as unknown as Record<string, number>;
  const worst = keep[name]!;
  keep[name] = 0;
  return worst;
}
