/** A word as it stands in its text, with what follows it up to the next, and when it is said. */
export interface TimedWord {
  readonly text: string;
  /** Seconds from the beginning of the recording. */
  readonly startSec: number;
}

const FRAME_SEC = 0.01;
/** Quieter than this share of the loud parts is a pause or a breath. */
const QUIET_SHARE = 0.06;
/** A pause; the closure before a plosive is shorter. */
const PAUSE_FRAMES = 10;
/** So far from where it was expected, a pause is another one. */
const REACH_FRAMES = 35;

/**
 * Estimates when each word of a text is said in a recording of it: time passes with the letters
 * while somebody speaks, stands still in the pauses, and is set right wherever a pause meets the
 * text's punctuation. Good to a tenth of a second or two with a speech program.
 *
 * @param samples mono.
 */
export function timeWords(text: string, samples: Int16Array, sampleRateHz: number): TimedWord[] {
  const words = text.match(/\S+\s*/g) ?? [];
  const spoken = findSpokenFrames(samples, Math.round(sampleRateHz * FRAME_SEC));
  const marks = matchPauses(words, spoken);
  let weight = 0;
  return words.map((word) => {
    const index = Math.round(interpolate(marks, weight));
    weight += weigh(word);
    return { text: word, startSec: (spoken[Math.min(index, spoken.length - 1)] ?? 0) * FRAME_SEC };
  });
}

/** So much of the text, by weight, has been said after so many spoken frames. */
interface Mark {
  readonly weight: number;
  readonly index: number;
}

/** The beginning, each pause that punctuation explains, and the end. */
function matchPauses(words: readonly string[], spoken: readonly number[]): Mark[] {
  const total = words.reduce((sum, word) => sum + weigh(word), 0);
  const resumptions = spoken.flatMap((frame, index) =>
    frame - (spoken[index - 1] ?? frame) > PAUSE_FRAMES ? [index] : [],
  );
  const marks: Mark[] = [{ weight: 0, index: 0 }];
  let weight = 0;
  for (const word of words) {
    weight += weigh(word);
    if (weight === total || !/[.,;:!?…—]["”’)]*\s*$/.test(word)) continue;
    const last = marks.at(-1)!;
    const expected = last.index + ((weight - last.weight) / total) * spoken.length;
    const nearest = nearestTo(expected, resumptions);
    const isNear = nearest !== undefined && Math.abs(nearest - expected) < REACH_FRAMES;
    if (isNear && nearest > last.index) marks.push({ weight, index: nearest });
  }
  return [...marks, { weight: total, index: spoken.length }];
}

function nearestTo(wanted: number, candidates: readonly number[]): number | undefined {
  return candidates.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
}

function interpolate(marks: readonly Mark[], weight: number): number {
  const next = marks.findIndex((mark) => mark.weight > weight);
  const [from, to] = [marks[next - 1], marks[next]];
  if (!from || !to) return marks.at(-1)!.index;
  return (
    from.index + ((weight - from.weight) / (to.weight - from.weight)) * (to.index - from.index)
  );
}

/** Letters and digits stand for how long a word takes; a short word takes its time too. */
function weigh(word: string): number {
  return 1 + (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0);
}

/** The numbers of the frames in which somebody speaks. */
function findSpokenFrames(samples: Int16Array, frameLength: number): number[] {
  const loudness = Array.from({ length: Math.floor(samples.length / frameLength) }, (_, frame) =>
    rms(samples.subarray(frame * frameLength, (frame + 1) * frameLength)),
  );
  const loud = loudness.toSorted((a, b) => a - b)[Math.floor(loudness.length * 0.95)] ?? 0;
  return loudness.flatMap((value, frame) => (value > loud * QUIET_SHARE ? [frame] : []));
}

function rms(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}
