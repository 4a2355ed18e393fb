import { HEARD_RATE_HZ } from './listener.ts';
import type { Speech } from './wav.ts';

/** Envelopes have a value per 10 ms. */
const ENVELOPE_HZ = 100;
/** Quieter than this counts as silence: 50 dB below full scale. */
const SILENT_RMS = 100;

/** How loud a sound is, every 10 ms. */
function envelope(samples: Int16Array, rateHz: number): Float64Array {
  const step = rateHz / ENVELOPE_HZ;
  const out = new Float64Array(Math.floor(samples.length / step));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    const start = Math.round(i * step);
    const end = Math.round((i + 1) * step);
    for (let at = start; at < end; at++) sum += samples[at]! ** 2;
    out[i] = Math.sqrt(sum / (end - start));
  }
  return out;
}

/** Recordings are looked for in pieces of this length, so that a busy machine's pause is none of a loss. */
const PIECE_SEC = 0.4;
const FITS = 0.8;
/** So much later than the piece before it a piece may be heard. */
const LATE_SEC = 1;
/** A piece in which half is quieter than this is a pause. */
const SPOKEN_RMS = 500;

/**
 * How much of a recording was heard, piece by piece and in the right order: 1 is all of it. Each
 * piece is looked for behind the last one, so that nothing doubled or swapped counts.
 */
export function shareHeard(heard: Int16Array, speech: Speech): number {
  const whole = envelope(heard, HEARD_RATE_HZ);
  const sent = envelope(speech.samples, speech.sampleRateHz);
  const length = PIECE_SEC * ENVELOPE_HZ;
  let from = 0;
  let until = whole.length;
  let found = 0;
  let pieces = 0;
  for (let at = 0; at + length <= sent.length; at += length) {
    const piece = sent.subarray(at, at + length);
    // A pause has no shape to be known by.
    if (piece.filter((rms) => rms > SPOKEN_RMS).length < length / 2) continue;
    pieces++;
    const place = firstFit(whole.subarray(0, until + at), from, piece);
    if (place === undefined) continue;
    found++;
    // A piece may overlap the last by the rounding of the two clocks.
    from = place + length - 3;
    // Where one was garbled, a later sound that is like it must not be taken for it: all behind it would be lost.
    until = place - at + length + LATE_SEC * ENVELOPE_HZ;
  }
  return found / pieces;
}

/** The first place from `from` on where a piece fits, at the top of its fit. */
function firstFit(whole: Float64Array, from: number, part: Float64Array): number | undefined {
  for (let offset = from; offset + part.length <= whole.length; offset++) {
    let fit = correlate(whole, offset, part);
    if (fit < FITS) continue;
    for (;;) {
      const next = correlate(whole, offset + 1, part);
      if (!(next > fit)) return offset;
      fit = next;
      offset++;
    }
  }
  return undefined;
}

/** Seconds of the heard sound that are not silence. */
export function audibleSec(heard: Int16Array): number {
  return envelope(heard, HEARD_RATE_HZ).filter((rms) => rms > SILENT_RMS).length / ENVELOPE_HZ;
}

/** From the first to the last audible moment. */
export function audibleSpan(heard: Int16Array): { startSec: number; endSec: number } {
  const levels = envelope(heard, HEARD_RATE_HZ);
  const first = levels.findIndex((rms) => rms > SILENT_RMS);
  const last = levels.findLastIndex((rms) => rms > SILENT_RMS);
  return { startSec: Math.max(0, first) / ENVELOPE_HZ, endSec: (last + 1) / ENVELOPE_HZ };
}

function correlate(whole: Float64Array, offset: number, part: Float64Array): number {
  const n = part.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i++) {
    sumA += whole[offset + i]!;
    sumB += part[i]!;
  }
  let cross = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < n; i++) {
    const a = whole[offset + i]! - sumA / n;
    const b = part[i]! - sumB / n;
    cross += a * b;
    squaresA += a * a;
    squaresB += b * b;
  }
  return cross / Math.sqrt(squaresA * squaresB || 1);
}
