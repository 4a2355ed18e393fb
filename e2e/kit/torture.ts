import { setTimeout as delay } from 'node:timers/promises';
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
  /** From the clear, or the due end, to the report. */
  readonly lateMs: number;
  heardSec: number;
}

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

/** Says and interrupts, step by step, then looks up how far each segment was heard. */
export async function torture(
  speaker: Speaker,
  listener: Listener,
  plan: readonly Step[],
): Promise<Fate[]> {
  const from = listener.heard.length;
  const fates: Fate[] = [];
  for (const step of plan) fates.push(await suffer(speaker, step));
  await listener.untilHeardFor(1.5);
  const sound = join(listener.heard.slice(from).map(({ samples }) => samples));
  const runs = findChirps(sound, BANDS_HZ);
  match(fates, runs);
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

async function suffer(speaker: Speaker, step: Step): Promise<Fate> {
  const started = speaker.started.length;
  const index = speaker.finished.length;
  await speaker.sayChirp(step.hz, step.seconds);
  let dueMs = performance.now();
  if (step.moment !== 'before the first sound') {
    await speaker.untilStarted(started + 1);
    dueMs = performance.now() + step.seconds * 1000;
  }
  if (step.moment === 'in the middle' || step.moment === 'twice') {
    // The moment of an interruption is what is random here; nothing is waited for.
    await delay(step.afterMs);
  }
  if (step.moment === 'after its end') await speaker.untilFinished(index + 1);
  else dueMs = performance.now();
  speaker.clear();
  if (step.moment === 'twice') {
    await delay(step.againMs);
    speaker.clear();
  }
  await speaker.untilFinished(index + 1);
  const finished = speaker.finished[index]!;
  return { ...step, ...finished, lateMs: finished.atMs - dueMs, heardSec: 0 };
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
