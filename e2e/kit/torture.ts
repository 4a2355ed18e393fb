import { setTimeout as delay } from 'node:timers/promises';
import { ping } from '../../src/agent/room/ping.ts';
import type { Listener } from './listener.ts';
import { findChirps, type Run } from './chirp.ts';
import type { Finished } from './voiced-agent.ts';

/** An agent that says chirps and can be interrupted. */
export interface Speaker {
  readonly started: readonly unknown[];
  readonly finished: readonly Finished[];
  /** Says one segment, closed at its end. */
  sayChirp(hz: number, seconds: number): Promise<void>;
  clear(): void;
  untilStarted(count: number): Promise<void>;
  untilFinished(count: number): Promise<void>;
}

/** When a segment is interrupted. */
type Moment = 'in the middle' | 'twice' | 'before the first sound' | 'after its end';

interface Step {
  /** Where its pitch begins. */
  readonly hz: number;
  readonly seconds: number;
  readonly moment: Moment;
  /** From the first sound to the interruption, and from that to the second one. */
  readonly afterMs: number;
  readonly againMs: number;
}

/** What became of a step. */
export interface Fate extends Step, Finished {
  /** From the clear, or the due end, and from an echo of that moment, to the report. */
  readonly lateMs: number;
  heardSec: number;
  /** How much of the listener's own sound was made up at that time, for want of packets. */
  missedSec: number;
}

/** How far a position may be from what was heard. */
const POSITION_SEC = 0.1;
/** A listener that had to make up more than this is no judge of what it heard. */
const BLIND_SEC = 0.04;
/** How often what nobody could judge is said again. */
const ROUNDS = 4;

/** Two bands by turns, so that a segment's end is not taken for the next one's beginning. */
const BANDS_HZ = [500, 2_500] as const;

/** Segments and interruptions, the same for the same seed. */
export function planTorture(seed: number, count = 20): Step[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, (_, i) => ({
    hz: BANDS_HZ[i % 2]!,
    seconds: 0.8 + 0.6 * random(),
    moment: MOMENTS[Math.floor(random() * MOMENTS.length)]!,
    afterMs: 700 * random(),
    againMs: 50 * random(),
  }));
}

const MOMENTS: readonly Moment[] = [
  'in the middle',
  'in the middle',
  'twice',
  'before the first sound',
  'after its end',
];

/**
 * Says and interrupts, step by step, and looks up how far each segment was heard. One whose sound the
 * listener itself lost on the way is said again, since it can't be judged.
 */
export async function torture(
  speaker: Speaker,
  listener: Listener,
  plan: readonly Step[],
): Promise<Fate[]> {
  const fates: Fate[] = [];
  let steps = plan;
  for (let round = 1; steps.length > 0; round++) {
    const played = await play(speaker, listener, alternate(steps));
    const lost = round < ROUNDS ? played.filter((fate) => isAstray(fate) && isUnheard(fate)) : [];
    fates.push(...played.filter((fate) => !lost.includes(fate)));
    steps = lost;
  }
  return fates;
}

export function isAstray({ positionSec, heardSec }: Fate): boolean {
  return Math.abs(positionSec - heardSec) > POSITION_SEC;
}

function isUnheard({ missedSec }: Fate): boolean {
  return missedSec > BLIND_SEC;
}

function alternate(steps: readonly Step[]): Step[] {
  return steps.map((step, i) => ({ ...step, hz: BANDS_HZ[i % 2]! }));
}

async function play(speaker: Speaker, listener: Listener, plan: readonly Step[]): Promise<Fate[]> {
  const from = listener.heard.length;
  const fates: Fate[] = [];
  const missed = [await listener.missedSec()];
  for (const step of plan) {
    fates.push(await suffer(speaker, listener, step));
    missed.push(await listener.missedSec());
  }
  await listener.untilHeardFor(1.5);
  missed.push(await listener.missedSec());
  const sound = join(listener.heard.slice(from).map(({ samples }) => samples));
  match(fates, findChirps(sound, BANDS_HZ));
  // What is heard last of a step is heard, or missed, during the next.
  for (const [i, fate] of fates.entries()) fate.missedSec = missed[i + 2]! - missed[i]!;
  return fates;
}

/**
 * Gives each segment the chirp that is its own: in order, by band, as well as it can be done. What
 * fits badly then is a fault of the speaker, not of the matching.
 */
function match(fates: readonly Fate[], runs: readonly Run[]): void {
  // best[i][j]: the least misfit of the first i segments and the first j chirps.
  const best = [[0]];
  for (let i = 0; i <= fates.length; i++) {
    for (let j = 0; j <= runs.length; j++) {
      if (i + j > 0) (best[i] ??= [])[j] = Math.min(...choices(best, fates, runs, i, j));
    }
  }
  let [i, j] = [fates.length, runs.length];
  while (i > 0 && j > 0) {
    const [together, unheard] = choices(best, fates, runs, i, j);
    if (best[i]![j] === together) fates[--i]!.heardSec = runs[--j]!.sec;
    else if (best[i]![j] === unheard) i--;
    else j--;
  }
}

/** The misfit when the last of each belong together, when the segment was unheard, when the chirp is stray. */
function choices(
  best: readonly number[][],
  fates: readonly Fate[],
  runs: readonly Run[],
  i: number,
  j: number,
): [number, number, number] {
  const fate = fates[i - 1];
  const run = runs[j - 1];
  const same = fate && run && fate.hz === run.fromHz;
  return [
    same ? best[i - 1]![j - 1]! + Math.abs(fate.positionSec - run.sec) : Infinity,
    fate ? best[i - 1]![j]! + fate.positionSec : Infinity,
    run ? best[i]![j - 1]! + run.sec : Infinity,
  ];
}

async function suffer(speaker: Speaker, listener: Listener, step: Step): Promise<Fate> {
  const started = speaker.started.length;
  const index = speaker.finished.length;
  await speaker.sayChirp(step.hz, step.seconds);
  if (step.moment !== 'before the first sound') await speaker.untilStarted(started + 1);
  let dueMs = performance.now() + step.seconds * 1000;
  let echo: Promise<number>;
  if (step.moment === 'after its end') {
    echo = echoAt(listener, dueMs);
    await speaker.untilFinished(index + 1);
    speaker.clear();
  } else {
    // The moment of an interruption is what is random here; nothing is waited for.
    if (step.moment !== 'before the first sound') await delay(step.afterMs);
    dueMs = performance.now();
    speaker.clear();
    echo = echoAt(listener, dueMs);
  }
  if (step.moment === 'twice') {
    await delay(step.againMs);
    speaker.clear();
  }
  await speaker.untilFinished(index + 1);
  const finished = speaker.finished[index]!;
  const lateMs = finished.atMs - Math.max(dueMs, await echo);
  return { ...step, ...finished, lateMs, heardSec: 0, missedSec: 0 };
}

/**
 * Asks the avatar for an answer at a moment. No report is expected before that is back: the machine
 * was not given to us.
 *
 * @returns when it was.
 */
async function echoAt(listener: Listener, atMs: number): Promise<number> {
  await delay(Math.max(0, atMs - performance.now()));
  await ping(listener.room, 'avatar_worker');
  return performance.now();
}

function join(blocks: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** A small generator of good repute: the same numbers for the same seed (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
