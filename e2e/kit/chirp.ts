import { HEARD_RATE_HZ } from './listener.ts';

/** A chirp's pitch rises so fast: its last pitch tells how far it was heard, however it was stretched. */
const CHIRP_HZ_PER_SEC = 1_000;

const PIECE = HEARD_RATE_HZ / 100;
/**
 * Quieter than this is what the codec makes of a cut: 12 dB below the chirp. For two pieces such an echo
 * was heard to hold a steady pitch 200 Hz above the last one.
 */
const SILENT_RMS = 3_000;
/** How much the pitch of neighbours may differ: what jumps is no chirp. */
const STEADY_HZ = 30;
/** A chirp that was not heard from here on was not heard at all. */
const BEGINNING_SEC = 0.15;
/** What a listener may miss in the middle. */
const LOST_AT_MOST_SEC = 0.4;
/** How unequal the waves of a piece may be, in parts of their length. */
const UNEVEN = 0.12;

/** A sine at half of full scale whose pitch rises. */
export function makeChirp(rateHz: number, fromHz: number, seconds: number): Int16Array {
  const samples = new Int16Array(Math.round(rateHz * seconds));
  for (let i = 0; i < samples.length; i++) {
    const sec = i / rateHz;
    const turns = fromHz * sec + (CHIRP_HZ_PER_SEC / 2) * sec * sec;
    samples[i] = Math.round(16_384 * Math.sin(2 * Math.PI * turns));
  }
  return samples;
}

/** A chirp as it was heard. */
export interface Run {
  /** Where its pitch began, one of the bands. */
  readonly fromHz: number;
  /** How far it came. */
  sec: number;
}

/**
 * The chirps in a sound, in their order, each told by its band and how far it came. A gap within
 * one is no end: only a pitch back at a band's beginning is a new chirp.
 */
export function findChirps(sound: Int16Array, bandsHz: readonly number[]): Run[] {
  const runs: Run[] = [];
  let before: number | undefined;
  for (let at = 0; at + PIECE <= sound.length; at += PIECE / 2) {
    const pitchHz = pitchOf(sound.subarray(at, at + PIECE));
    if (Math.abs((pitchHz ?? NaN) - (before ?? NaN)) < STEADY_HZ) follow(runs, pitchHz!, bandsHz);
    before = pitchHz;
  }
  return runs;
}

/** Takes one piece's pitch, which is that of its middle, for the last chirp or for a new one. */
function follow(runs: Run[], pitchHz: number, bandsHz: readonly number[]): void {
  const fromHz = bandsHz.findLast((hz) => pitchHz > hz - STEADY_HZ);
  if (fromHz === undefined) return;
  const sec = (pitchHz - fromHz) / CHIRP_HZ_PER_SEC + PIECE / 2 / HEARD_RATE_HZ;
  const run = runs.at(-1);
  const goesOn = run?.fromHz === fromHz && sec > run.sec - 0.03;
  if (goesOn && sec < run.sec + LOST_AT_MOST_SEC) run.sec = Math.max(run.sec, sec);
  else if (!goesOn && sec < BEGINNING_SEC) runs.push({ fromHz, sec });
}

/** The pitch of a pure tone, from its crossings of zero; undefined for silence and for anything else. */
export function pitchOf(piece: Int16Array): number | undefined {
  const energy = piece.reduce((sum, sample) => sum + sample * sample, 0);
  if (Math.sqrt(energy / piece.length) < SILENT_RMS) return undefined;
  const crossings: number[] = [];
  for (let i = 1; i < piece.length; i++) {
    const [a, b] = [piece[i - 1]!, piece[i]!];
    if (a < 0 && b >= 0) crossings.push(i - 1 + a / (a - b));
  }
  if (crossings.length < 4) return undefined;
  const mean = (crossings.at(-1)! - crossings[0]!) / (crossings.length - 1);
  const even = crossings.every(
    (at, i) => i === 0 || Math.abs(at - crossings[i - 1]! - mean) < UNEVEN * mean,
  );
  return even ? HEARD_RATE_HZ / mean : undefined;
}
