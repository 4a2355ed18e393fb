import type { Speech } from '../../../e2e/kit/wav.ts';
import { createRandom, resample } from '../../lipsync/sounds.ts';
import type { Picture, Recording, SoundBlock } from '../../room/recording.ts';
import { toFloat } from '../../room/speech.ts';

/** What a subscriber would have got from an avatar whose faults are known. */
export interface Truth {
  readonly speech: Speech;
  /** What the picture shows at 0, 10, 20 … ms of the speech. */
  readonly plan: Float32Array;
  /** When the first sample is heard. */
  readonly startMs: number;
  /** How late the picture is: 0 where the middle of the time that it is seen fits. */
  readonly skewMs: number;
  /** When the sound ends for good, in the speech; its whole length without. */
  readonly cutSec?: number;
  /** How much later than that the picture comes to rest. */
  readonly restAfterCutMs?: number;
  /** How unsteadily things arrive, at most. */
  readonly jitterMs?: number;
}

const BLOCK = 480;
const FRAME_MS = 1000 / 30;
const TAIL_MS = 2000;
const POINTS = 400;

/** @returns a recording from time 0 on. */
export function makeRecording(truth: Truth): Recording {
  const { jitterMs = 6 } = truth;
  const random = createRandom(7);
  const late = () => random() * jitterMs;
  return { sound: makeSound(truth, late), pictures: makePictures(truth, late) };
}

function makeSound({ speech, startMs, cutSec }: Truth, late: () => number): SoundBlock[] {
  const samples = toFloat(speech.samples);
  const heard = resample({ samples, sampleRateHz: speech.sampleRateHz }, 48_000).samples;
  const endSec = cutSec ?? speech.durationSec;
  const blocks: SoundBlock[] = [];
  for (let atMs = 10; atMs < startMs + speech.durationSec * 1000 + TAIL_MS; atMs += 10) {
    const first = Math.round((atMs - 10 - startMs) * 48);
    const block = Int16Array.from({ length: BLOCK }, (_, i) =>
      first + i < endSec * 48_000 ? 32_000 * (heard[first + i] ?? 0) : 0,
    );
    blocks.push({ atMs: atMs + late(), samples: block });
  }
  return blocks;
}

function makePictures(truth: Truth, late: () => number): Picture[] {
  const { speech, plan, startMs, skewMs, cutSec, restAfterCutMs = 0 } = truth;
  const restMs = cutSec === undefined ? Infinity : startMs + cutSec * 1000 + restAfterCutMs;
  const pictures: Picture[] = [];
  for (let atMs = 5; atMs < startMs + speech.durationSec * 1000 + TAIL_MS; atMs += FRAME_MS) {
    const value =
      atMs >= restMs ? 0 : readPlan(plan, (atMs + FRAME_MS / 2 - startMs - skewMs) / 10);
    pictures.push({ atMs: atMs + late(), width: 640, height: 360, luma: drawShare(value) });
  }
  return pictures;
}

function readPlan(plan: Float32Array, at: number): number {
  if (at < 0 || at >= plan.length - 1) return 0;
  const low = Math.floor(at);
  return plan[low]! + (at - low) * (plan[low + 1]! - plan[low]!);
}

/** Points of which a share is dark: a mouth that is open by half at most. */
function drawShare(value: number): Uint8Array {
  const dark = Math.round(0.4 * Math.min(1, value) * POINTS);
  return Uint8Array.from({ length: POINTS }, (_, i) => (i < dark ? 30 : 200));
}
