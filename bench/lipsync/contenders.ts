import {
  FRAME_HZ,
  SpeechAnalyser,
  VISEME_COUNT,
  VISEME_INDEX,
  type KnownVoice,
  type LipsyncModel,
  type Viseme,
  type WavSound,
} from '../../src/page/lipsync/index.ts';
import { createHeadAudio } from './headaudio-host.ts';
import { resample } from './sounds.ts';

/** What a contender shows at 0, 10, 20 … ms, and what that cost. */
interface Reading {
  readonly visemes: Uint8Array;
  readonly cpuSec: number;
}

export interface Contender {
  readonly name: string;
  read(sound: WavSound): Promise<Reading>;
}

function frameCount({ samples, sampleRateHz }: WavSound): number {
  return Math.ceil((samples.length * FRAME_HZ) / sampleRateHz);
}

function timed(work: () => Uint8Array): Reading {
  const before = process.cpuUsage();
  const visemes = work();
  const { user, system } = process.cpuUsage(before);
  return { visemes, cpuSec: (user + system) / 1e6 };
}

function strongest(weights: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < weights.length; i++) if (weights[i]! > weights[best]!) best = i;
  return best;
}

/**
 * This project's analyser with a given model.
 *
 * @param remember whether it keeps the voice from sentence to sentence, as in a conversation.
 */
export function createOurs(model: LipsyncModel, remember = false): Contender {
  let voice: KnownVoice | undefined;
  const analyse = ({ samples, sampleRateHz }: WavSound) => {
    const analyser = new SpeechAnalyser({ sampleRateHz, model, voice });
    analyser.push(samples);
    analyser.end();
    if (remember) voice = analyser.voice;
    const weights = new Float32Array(VISEME_COUNT);
    return new Uint8Array(analyser.finalFrames).map((_, i) => {
      analyser.timeline.sample(i / FRAME_HZ, weights);
      return strongest(weights);
    });
  };
  const name = remember ? 'Mouthpiece, knowing the voice' : 'Mouthpiece';
  return { name, read: (sound) => Promise.resolve(timed(() => analyse(sound))) };
}

/** A jaw that follows loudness: wide open or shut, which is all it can say about visemes. */
export const amplitude: Contender = {
  name: 'amplitude',
  read: (sound) => Promise.resolve(timed(() => readAmplitude(sound))),
};

function readAmplitude(sound: WavSound): Uint8Array {
  const width = sound.sampleRateHz / FRAME_HZ;
  const levels = Array.from({ length: frameCount(sound) }, (_, i) => {
    const part = sound.samples.subarray(Math.max(0, (i - 1) * width), (i + 1) * width);
    return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / Math.max(1, part.length));
  });
  const threshold = 0.1 * Math.max(...levels, 0.01);
  return Uint8Array.from(levels, (level) =>
    level > threshold ? VISEME_INDEX.aa : VISEME_INDEX.sil,
  );
}

/** An AudioContext's usual rate and block. */
const CONTEXT_HZ = 48_000;
const BLOCK = 128;

/**
 * `@met4citizen/headaudio`, fed as in a browser. What it detects and what it animates are two
 * readings: the animation eases from shape to shape over 100 ms.
 */
export function createHeadAudioContender(reading: 'detected' | 'animated'): Contender {
  return {
    name: `HeadAudio, ${reading}`,
    async read(sound) {
      const heard = toContextRate(sound);
      const { node, feed } = await createHeadAudio(CONTEXT_HZ);
      const names = node.visemeNames.map((name) => VISEME_INDEX[name.slice(7) as Viseme]);
      const values = new Float32Array(VISEME_COUNT);
      let detected: number = VISEME_INDEX.sil;
      node.onvalue = (key, value) => (values[VISEME_INDEX[key.slice(7) as Viseme]] = value);
      node.onviseme = ({ viseme }) => (detected = names[viseme] ?? VISEME_INDEX.sil);
      node.onended = () => (detected = VISEME_INDEX.sil);
      return timed(() => {
        let fed = 0;
        return new Uint8Array(frameCount(sound)).map((_, i) => {
          for (; fed + BLOCK <= (i * CONTEXT_HZ) / FRAME_HZ; fed += BLOCK) {
            feed(heard.samples.subarray(fed, fed + BLOCK));
          }
          node.update(1000 / FRAME_HZ);
          return reading === 'detected' ? detected : shownBy(values);
        });
      });
    },
  };
}

const resampled = new WeakMap<WavSound, WavSound>();

/** The same sound is read more than once. */
function toContextRate(sound: WavSound): WavSound {
  const known = resampled.get(sound) ?? resample(sound, CONTEXT_HZ);
  resampled.set(sound, known);
  return known;
}

/** At rest it shows nothing at all, which is silence. */
function shownBy(values: Float32Array): number {
  const best = strongest(values);
  return values[best]! < 0.05 ? VISEME_INDEX.sil : best;
}
