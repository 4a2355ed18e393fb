import type { BenchOptions, Part } from '../options.ts';
import { loadHummed, loadTalk } from '../room/speech.ts';
import type { Script } from './session.ts';

const REST_SEC = 8;
const TALKS = 2;
const CUTS = 6;
const TALKING: readonly Part[] = ['first-sound', 'skew', 'frames', 'cpu'];

/** Only as much of a session as the chosen parts need; undefined when they need none. */
export async function planScript({ parts, quick }: BenchOptions): Promise<Script | undefined> {
  const talking = TALKING.some((part) => parts.has(part));
  const cutting = parts.has('interrupt');
  if (!talking && !cutting) return undefined;
  return planWhole(quick, { resting: parts.has('cpu'), talking, cutting });
}

/** Rest, speech and interruptions. */
export async function planWhole(
  quick: boolean,
  { resting = true, talking = true, cutting = true } = {},
): Promise<Script> {
  const talk = await loadTalk();
  return {
    restSec: resting ? (quick ? REST_SEC / 2 : REST_SEC) : 0,
    talks: Array.from({ length: talking ? (quick ? 1 : TALKS) : 0 }, () => talk),
    hummed: await loadHummed(),
    interruptions: cutting ? (quick ? CUTS / 2 : CUTS) : 0,
  };
}
