// One agent process, many sessions: see agent-endurance.spec.ts. Prints what it holds on to.
import { existsSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { AgentOrders } from './agent-process.ts';
import { makeTone } from './wav.ts';
import { VoicedAgent } from './voiced-agent.ts';

/** What a process holds on to. */
export interface Holdings {
  readonly sessions: number;
  /** Timers, sockets and the like that keep a process alive. */
  readonly handles: number;
  /** Open files and sockets of the operating system, once they have settled; 0 where that can't be told. */
  readonly files: number;
  /** Listeners on LiveKit's native side and on the process. */
  readonly listeners: number;
  readonly heapMb: number;
  readonly rssMb: number;
}

interface NativeSide {
  readonly _ffiClientInstance?: { listenerCount(event: string): number };
}

const orders = JSON.parse(process.argv[2]!) as AgentOrders & { readonly sessions: number };

/** The native side closes the sockets of a connection some time after it has told of its end: at most so long. */
const SETTLING_MS = 20_000;
const FIRST_SETTLING_MS = 5_000;

/** Sessions at a time: those that wait for the network leave the machine to the others. */
const AT_A_TIME = 5;

/** The first count: by then, everything that is made once has been made. The second one is at the end. */
const FIRST_COUNT = 10;

/** What was open at the first count is what may stay open. */
let filesAtFirst: number | undefined;

for (let begun = 0; begun < orders.sessions;) {
  const rooms = Array.from({ length: AT_A_TIME }, () => `${orders.room}-${++begun}`);
  await Promise.all(rooms.map((room) => hold(room)));
  if (begun === FIRST_COUNT || begun === orders.sessions) {
    console.log(JSON.stringify(await count(begun)));
  }
}
process.exit(0);

/** A whole session, of which nothing is to be left. */
async function hold(room: string): Promise<void> {
  const agent = new VoicedAgent({
    dispatcherUrl: orders.dispatcherUrl,
    // It is this process that is looked at, not the picture.
    launchOptions: { width: 64, height: 64, fps: 5, renderer: 'cpu' },
  });
  await agent.join(orders.server as never, room);
  await agent.startAvatar(orders.server as never);
  await agent.say(makeTone(24_000, 0.2));
  await agent.untilFinished(1);
  await agent.leave();
}

async function count(sessions: number): Promise<Holdings> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await nextTurn();
  }
  const { heapUsed, rss } = process.memoryUsage();
  const native = (globalThis as NativeSide)._ffiClientInstance;
  const onProcess = process.eventNames().map((name) => process.listenerCount(name));
  return {
    sessions,
    handles: process.getActiveResourcesInfo().length,
    files: await fewestFiles(),
    listeners: onProcess.reduce((sum, n) => sum + n, native?.listenerCount('ffi_event') ?? 0),
    heapMb: Math.round(heapUsed / 1e5) / 10,
    rssMb: Math.round(rss / 1e6),
  };
}

/** The first time, the fewest in a while; later the count is over as soon as it is down to those. */
async function fewestFiles(): Promise<number> {
  const startMs = performance.now();
  const boundMs = filesAtFirst === undefined ? FIRST_SETTLING_MS : SETTLING_MS;
  let fewest = openFiles();
  while (fewest > (filesAtFirst ?? 0) && performance.now() - startMs < boundMs) {
    await delay(100);
    fewest = Math.min(fewest, openFiles());
  }
  filesAtFirst ??= fewest;
  return fewest;
}

function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}
