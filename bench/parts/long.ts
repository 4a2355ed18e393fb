import type { LivekitServer } from '../../src/programs/index.ts';
import { median } from '../analysis/stats.ts';
import type { Contender } from '../contenders/contender.ts';
import { loadHummed, loadTalk, repeat } from '../room/speech.ts';
import { evaluate } from './evaluate.ts';
import { runSession } from './session.ts';

/** How picture and sound fit at both ends of one long segment. */
export interface LongReading {
  readonly durationSec: number;
  /** Median of the first minute. */
  readonly beginMs: number;
  /** Median of the last minute. */
  readonly endMs: number;
  /** Window by window: seconds into the speech, and skew in ms. */
  readonly course: readonly (readonly [number, number])[];
}

const DURATION_SEC = 600;
const END_SEC = 60;

export async function measureLong(
  server: LivekitServer,
  contender: Contender,
): Promise<LongReading> {
  const talk = repeat(await loadTalk(), DURATION_SEC);
  const script = { restSec: 0, talks: [talk], hummed: await loadHummed(), interruptions: 0 };
  const { skew } = await evaluate(await runSession(server, contender, script));
  const between = (from: number, to: number) =>
    median(skew.filter((w) => w.startSec >= from && w.startSec < to).map((w) => w.skewMs));
  return {
    durationSec: DURATION_SEC,
    beginMs: between(0, END_SEC),
    endMs: between(DURATION_SEC - END_SEC, DURATION_SEC),
    course: skew.map(({ startSec, skewMs }) => [startSec, skewMs] as const),
  };
}
