import { readFile } from 'node:fs/promises';
import {
  FRAME_HZ,
  loadModel,
  type LipsyncModel,
  type WavSound,
} from '../../src/page/lipsync/index.ts';
import type { Contender } from './contenders.ts';
import { score, type Judged, type Scores } from './scores.ts';
import type { Utterance } from './speech.ts';
import { truthFrames } from './truth.ts';

/** A contender's scores over a voice's sentences. */
export interface Result extends Scores {
  readonly name: string;
  /** Of one core, for speech in real time. */
  readonly cpuPercent: number;
}

export async function readModel(path: string): Promise<LipsyncModel> {
  const bytes = await readFile(new URL(`../../${path}`, import.meta.url));
  return loadModel(new Uint8Array(bytes).buffer);
}

/** @param alter what happens to the sound on its way, such as a telephone line. */
export async function measure(
  contender: Contender,
  utterances: readonly Utterance[],
  alter: (sound: WavSound, index: number) => WavSound = (sound) => sound,
): Promise<Result> {
  const judged: Judged[] = [];
  let cpuSec = 0;
  for (const [i, { sound, marks }] of utterances.entries()) {
    const reading = await contender.read(alter(sound, i));
    cpuSec += reading.cpuSec;
    const truth = truthFrames(marks, reading.visemes.length);
    judged.push({ truth, shown: reading.visemes, marks });
  }
  const frames = judged.reduce((sum, { truth }) => sum + truth.length, 0);
  const cpuPercent = (100 * cpuSec * FRAME_HZ) / frames;
  return { name: contender.name, cpuPercent, ...score(judged) };
}
