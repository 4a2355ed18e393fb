import { HEARD_RATE_HZ } from './listener.ts';

/** A chirp's pitch rises so fast: its last pitch tells how far it was heard, however it was stretched. */
export const CHIRP_HZ_PER_SEC = 1_000;

const PIECE = HEARD_RATE_HZ / 100;
/** Quieter than this is the codec’s afterthought: 36 dB below full scale. */
const SILENT_RMS = 500;
/** How much the pitch of neighbours may differ: what jumps is no chirp. */
const STEADY_HZ = 30;
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

/** How far into the chirp a listener came, in seconds; 0 when none of it was heard. */
export function secondsOfChirp(
  sound: Int16Array,
  { hz, seconds }: { readonly hz: number; readonly seconds: number },
): number {
  let last = 0;
  let before: number | undefined;
  for (let at = 0; at + PIECE <= sound.length; at += PIECE / 2) {
    const pitchHz = pitchOf(sound.subarray(at, at + PIECE));
    const steady = Math.abs((pitchHz ?? NaN) - (before ?? NaN)) < STEADY_HZ;
    before = pitchHz;
    const sec = steady ? (pitchHz! - hz) / CHIRP_HZ_PER_SEC : 0;
    // The next chirp of the other band, and what lies beyond this one, are something else.
    if (sec > last && sec < seconds + 0.05) last = sec;
  }
  // A piece's pitch is that of its middle.
  return last > 0 ? last + PIECE / 2 / HEARD_RATE_HZ : 0;
}

/** The pitch of a pure tone, from its crossings of zero; undefined for silence and for anything else. */
function pitchOf(piece: Int16Array): number | undefined {
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
