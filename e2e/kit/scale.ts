import { pitchOf } from './chirp.ts';
import { HEARD_RATE_HZ } from './listener.ts';
import type { Speech } from './wav.ts';

const NOTE_SEC = 0.25;
const LOWEST_HZ = 500;
const STEP_HZ = 100;
/** Behind the highest note comes the lowest again. */
const NOTES = 48;
const PIECE = HEARD_RATE_HZ / 100;
/** So many pieces of 10 ms in a row make a note. */
const STEADY = 5;

/** Rising notes of a quarter of a second: what was heard of them tells what was lost. */
export function makeScale(notes: number, rateHz = 24_000, lowestHz = LOWEST_HZ): Speech {
  const samples = new Int16Array(notes * NOTE_SEC * rateHz);
  for (let i = 0; i < samples.length; i++) {
    const hz = lowestHz + STEP_HZ * noteAt(i / rateHz);
    samples[i] = Math.round(16_384 * Math.sin((2 * Math.PI * hz * i) / rateHz));
  }
  return { samples, sampleRateHz: rateHz, durationSec: notes * NOTE_SEC };
}

/** The note at a time of a scale. */
export function noteAt(sec: number): number {
  return Math.floor(sec / NOTE_SEC) % NOTES;
}

/** How many notes from one to the other, the shorter way round. */
export function notesFrom(one: number, other: number): number {
  return ((((other - one + NOTES / 2) % NOTES) + NOTES) % NOTES) - NOTES / 2;
}

/** The notes in a sound, in the order in which they were heard. */
export function findNotes(sound: Int16Array): number[] {
  const notes: number[] = [];
  let candidate: number | undefined;
  let steady = 0;
  for (let at = 0; at + PIECE <= sound.length; at += PIECE) {
    const pitchHz = pitchOf(sound.subarray(at, at + PIECE));
    const note = pitchHz === undefined ? undefined : Math.round((pitchHz - LOWEST_HZ) / STEP_HZ);
    steady = note === candidate ? steady + 1 : 1;
    candidate = note;
    if (note !== undefined && steady === STEADY && notes.at(-1) !== note) notes.push(note);
  }
  return notes;
}
