import { ARKIT_COUNT, ARKIT_INDEX } from '../../src/page/face/index.ts';
import {
  FRAME_HZ,
  MouthShaper,
  SpeechAnalyser,
  type LipsyncModel,
  type WavSound,
} from '../../src/page/lipsync/index.ts';
import type { Utterance } from './speech.ts';

/** What the finished mouth does at 0, 10, 20 … ms. */
export interface LipTrack {
  /** 1 where the lips touch. */
  readonly sealed: Uint8Array;
  readonly jawOpen: Float32Array;
}

/** Six sevenths of the full contact, as the upper lip is rolled in; and the most that the jaw may be open then. */
const TOUCHING_ROLL = 0.257;
const TOUCHING_JAW = 0.05;

/** Runs sound through the analyser and the mouth shaper. */
export function trackLips({ samples, sampleRateHz }: WavSound, model: LipsyncModel): LipTrack {
  const analyser = new SpeechAnalyser({ sampleRateHz, model });
  analyser.push(samples);
  analyser.end();
  const shaper = new MouthShaper();
  const weights = new Float32Array(ARKIT_COUNT);
  const sealed = new Uint8Array(analyser.finalFrames);
  const jawOpen = new Float32Array(analyser.finalFrames);
  for (let i = 0; i < sealed.length; i++) {
    shaper.shape(analyser.timeline, i / FRAME_HZ, weights);
    jawOpen[i] = weights[ARKIT_INDEX.jawOpen]!;
    const roll = weights[ARKIT_INDEX.mouthRollUpper]!;
    sealed[i] = roll > TOUCHING_ROLL && jawOpen[i]! < TOUCHING_JAW ? 1 : 0;
  }
  return { sealed, jawOpen };
}

/** How well the finished mouth's lips meet. */
export interface LipScores {
  /** Share of p, b, m in which they touch within 40 ms of the sound. */
  readonly recall: number;
  /** Share of the times that they touch with no p, b, m within 40 ms. */
  readonly mistaken: number;
}

/** How far from its sound a touch may be, in seconds. */
const TOLERANCE_SEC = 0.04;

interface Span {
  readonly startSec: number;
  readonly endSec: number;
}

/** Scores the lips of a model over a voice's sentences. */
export function scoreLips(utterances: readonly Utterance[], model: LipsyncModel): LipScores {
  const closures: boolean[] = [];
  const touches: boolean[] = [];
  for (const { sound, marks } of utterances) {
    const wanted = marks.filter(({ viseme }) => viseme === 'PP');
    const made = spansOf(trackLips(sound, model).sealed);
    closures.push(...wanted.map((mark) => made.some((touch) => meet(mark, touch))));
    touches.push(...made.map((touch) => wanted.some((mark) => meet(mark, touch))));
  }
  return { recall: shareOf(closures), mistaken: 1 - shareOf(touches) };
}

const shareOf = (answers: readonly boolean[]) => answers.filter(Boolean).length / answers.length;

const meet = (a: Span, b: Span) =>
  a.startSec <= b.endSec + TOLERANCE_SEC && b.startSec <= a.endSec + TOLERANCE_SEC;

/** From when to when the lips touch. */
function spansOf(sealed: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (let i = 0, start = 0; i <= sealed.length; i++) {
    if (sealed[i] && !sealed[i - 1]) start = i;
    if (!sealed[i] && sealed[i - 1]) {
      spans.push({ startSec: start / FRAME_HZ, endSec: (i - 1) / FRAME_HZ });
    }
  }
  return spans;
}
