/**
 * What looking costs a speaking avatar: its page's main thread alone, with the workbench drawn on it, and
 * with somebody looking in from elsewhere, turn by turn in one browser: `npm run bench:workbench -- [rounds]`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { ensurePage, servePage } from '../../src/host/index.ts';
import { startLivekitServer } from '../../src/programs/index.ts';
import { launchPlaywright } from '../../tools/browser/launch.ts';
import {
  buildPageAddress,
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  type PageOptions,
} from '../../src/protocol/index.ts';
import { mintAvatarToken } from '../contenders/avatar-token.ts';
import { openRoom } from '../room/open-room.ts';
import { loadTalk, repeat } from '../room/speech.ts';
import { Speaker } from '../room/speaker.ts';
import { median } from '../analysis/stats.ts';

const SETTLE_MS = 3_000;
const SPAN_MS = 10_000;
const DEFAULT_ROUNDS = 3;

const WAYS = {
  'nobody looks': { debug: false, watched: false },
  'workbench in the page': { debug: true, watched: false },
  'looked into from elsewhere': { debug: false, watched: true },
} as const;
type Way = keyof typeof WAYS;

const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
const server = await startLivekitServer();
const pages = await servePage(await ensurePage());
const browser = await launchPlaywright({ onWarning: (message) => console.warn(message) });
const shares = new Map<Way, number[]>();
try {
  for (let round = 0; round < rounds; round++) {
    for (const way of Object.keys(WAYS) as Way[]) {
      shares.set(way, [...(shares.get(way) ?? []), await measure(browser, way)]);
    }
  }
} finally {
  await browser.close();
  await pages.close();
  await server.close();
}
report();
// LiveKit's native threads would keep the process.
process.exit();

/** @returns what the main thread of a speaking avatar's page is busy for, in per cent. */
async function measure(within: Browser, way: Way): Promise<number> {
  const { debug, watched } = WAYS[way];
  const room = await openRoom(server, false);
  const speaker = await new Speaker().join(server, room);
  const page = await within.newPage({ viewport: { width: 1280, height: 900 } });
  for (const name of [HOST_REPORT_BINDING, HOST_PROBE_BINDING])
    await page.exposeFunction(name, () => undefined);
  try {
    const token = await mintAvatarToken(server, room);
    const options: PageOptions = { url: server.url, token, renderer: 'cpu' };
    await page.goto(buildPageAddress(pages.url, debug ? { ...options, debug: '' } : options).href);
    await speaker.agent.untilAvatarIsHere();
    if (watched) await watch(page);
    const speech = repeat(await loadTalk(), (SETTLE_MS + SPAN_MS + 2_000) / 1_000);
    const talk = speaker.speak(speech, 0);
    await delay(SETTLE_MS);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const beforeSec = await busySec(session);
    const startMs = performance.now();
    await delay(SPAN_MS);
    const share = ((await busySec(session)) - beforeSec) / ((performance.now() - startMs) / 1_000);
    await talk;
    return share * 100;
  } finally {
    await page.close();
    await speaker.leave();
  }
}

/** As the dispatcher does it for one who opens `GET /avatars/:id/debug`. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { mouthpiece } = globalThis as unknown as { mouthpiece: { watch(on: boolean): void } };
    mouthpiece.watch(true);
  });
}

async function busySec(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value;
}

function report(): void {
  const alone = median(shares.get('nobody looks')!);
  console.table(
    Object.fromEntries(
      [...shares].map(([way, values]) => [
        way,
        {
          'main thread, %': Number(median(values).toFixed(1)),
          'more than alone, % of a core': Number((median(values) - alone).toFixed(1)),
          each: values.map((value) => value.toFixed(1)).join(' '),
        },
      ]),
    ),
  );
}
