import { readFile } from 'node:fs/promises';
import {
  FRAME_HZ,
  loadModel,
  readWav,
  SpeechAnalyser,
  VISEME_COUNT,
  VISEMES,
  type Viseme,
  type VisemeTimeline,
} from '../page/lipsync/index.ts';

const MODEL_URL = new URL('../page/lipsync/model.bin', import.meta.url);

/** One row of what is printed. */
interface VisemeFrame {
  readonly timeSec: number;
  /** The strongest of the weights. */
  readonly viseme: Viseme;
  /** They add up to 1. */
  readonly weights: Readonly<Record<Viseme, number>>;
}

/**
 * Prints the mouth shapes of a WAV file, 100 a second: as a JSON array, or as one line per shape with
 * the time from which it holds.
 *
 * @throws {WavError} when the file is no plain WAV.
 * @throws {LipsyncError} `bad-rate` when its rate carries no speech.
 */
export async function printVisemes(file: string, options: { json: boolean }): Promise<void> {
  const { sampleRateHz, samples } = readWav(toArrayBuffer(await readFile(file)));
  const model = loadModel(toArrayBuffer(await readFile(MODEL_URL)));
  const analyser = new SpeechAnalyser({ sampleRateHz, model });
  analyser.push(samples);
  analyser.end();
  const frames = framesOf(analyser.timeline);
  const text = options.json ? toJson(frames) : toLines(frames);
  await new Promise((resolve) => process.stdout.write(text, resolve));
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function framesOf(timeline: VisemeTimeline): VisemeFrame[] {
  const weights = new Float32Array(VISEME_COUNT);
  return Array.from({ length: timeline.length }, (_, i) => {
    const timeSec = i / FRAME_HZ;
    timeline.sample(timeSec, weights);
    const viseme = VISEMES[weights.indexOf(Math.max(...weights))]!;
    const rounded = VISEMES.map((name, k) => [name, Number(weights[k]!.toFixed(4))]);
    return { timeSec, viseme, weights: Object.fromEntries(rounded) };
  });
}

/** A row a line, so that the output can be read, compared and cut. */
function toJson(frames: readonly VisemeFrame[]): string {
  return `[\n${frames.map((frame) => JSON.stringify(frame)).join(',\n')}\n]\n`;
}

function toLines(frames: readonly VisemeFrame[]): string {
  const changes = frames.filter((frame, i) => frame.viseme !== frames[i - 1]?.viseme);
  return changes.map(({ timeSec, viseme }) => `${timeSec.toFixed(2)}  ${viseme}\n`).join('');
}
