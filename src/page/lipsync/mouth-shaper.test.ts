import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX, type ArkitName } from '../face/index.ts';
import { MouthShaper } from './mouth-shaper.ts';
import { analyse } from './testing/analyse.ts';
import { loadCommittedModel, loadSpeech } from './testing/load.ts';
import { FrameTimeline, type VisemeTimeline } from './timeline.ts';
import { VISEME_COUNT, VISEME_INDEX, type Viseme } from './visemes.ts';

const model = loadCommittedModel();
const { sound, phonemes } = loadSpeech();
const speech = analyse(sound, model);
const endSec = sound.samples.length / sound.sampleRateHz;

type Weights = Record<ArkitName, number>;

function mouthAt(timeline: VisemeTimeline, sec: number): Weights {
  const out = new Float32Array(ARKIT_COUNT).fill(9);
  new MouthShaper().shape(timeline, sec, out);
  return Object.fromEntries(
    Object.entries(ARKIT_INDEX).map(([name, i]) => [name, out[i]!]),
  ) as Weights;
}

/** A timeline of visemes that are certain, each with its length in frames. */
function script(...parts: [Viseme, number][]): VisemeTimeline {
  const timeline = new FrameTimeline();
  for (const [viseme, frames] of parts) {
    const logits = new Float32Array(VISEME_COUNT + 1).fill(-4);
    logits[VISEME_INDEX[viseme]] = 6;
    logits[VISEME_COUNT] = 6;
    for (let i = 0; i < frames; i++) timeline.append(logits, viseme === 'sil' ? 0 : 0.8);
  }
  return timeline;
}

function* every(stepSec: number, untilSec: number): Generator<number> {
  for (let i = 0; i * stepSec < untilSec; i++) yield i * stepSec;
}

const isSealed = (mouth: Weights) => mouth.mouthRollUpper > 0.257 && mouth.jawOpen < 0.05;

describe('MouthShaper', () => {
  it('closes the lips on every p, b and m of real speech, at 30 pictures a second', () => {
    for (const { name, startSec, endSec: end } of phonemes.filter(({ name: n }) =>
      'pbm'.includes(n),
    )) {
      const times = [...every(1 / 30, endSec)].filter((s) => s > startSec - 0.04 && s < end + 0.04);
      const sealed = times.some((sec) => isSealed(mouthAt(speech, sec)));
      expect(sealed, `${name} at ${startSec} s`).toBe(true);
    }
  });

  it('opens between them', () => {
    for (const { name, startSec, endSec: end } of phonemes.filter(({ name: n }) => n === 'aa')) {
      const widest = Math.max(
        ...[...every(0.01, end - startSec)].map((sec) => mouthAt(speech, startSec + sec).jawOpen),
      );
      expect(widest, `${name} at ${startSec} s`).toBeGreaterThan(0.12);
    }
  });

  it('keeps every weight between 0 and 1', () => {
    for (const sec of every(0.013, endSec)) {
      for (const weight of Object.values(mouthAt(speech, sec))) {
        expect(weight).toBeGreaterThanOrEqual(0);
        expect(weight).toBeLessThanOrEqual(1);
      }
    }
  });

  it('moves no faster than a jaw and lips can', () => {
    let last = mouthAt(speech, 0);
    for (const sec of every(0.01, endSec)) {
      const mouth = mouthAt(speech, sec);
      // Full contact is made or broken in some 40 ms.
      for (const name of ['jawOpen', 'mouthPucker', 'mouthFunnel', 'mouthRollUpper'] as const) {
        expect(Math.abs(mouth[name] - last[name])).toBeLessThan(0.25);
      }
      last = mouth;
    }
  });

  it('does not flutter', () => {
    let turns = 0;
    let before = 0;
    let last = 0;
    for (const sec of every(0.01, endSec)) {
      const jaw = mouthAt(speech, sec).jawOpen;
      const move = jaw - last;
      if (Math.abs(move) > 0.002 && Math.sign(move) !== Math.sign(before)) turns++;
      if (Math.abs(move) > 0.002) before = move;
      last = jaw;
    }
    // Two turns for a syllable, of which the sentence has twenty, and some room.
    expect(turns / 2).toBeLessThan(30);
  });

  it('rounds the lips before a round vowel is heard', () => {
    const timeline = script(['sil', 20], ['SS', 12], ['U', 15], ['sil', 20]);
    expect(mouthAt(timeline, 0.3).mouthPucker).toBeGreaterThan(0.25);
    expect(mouthAt(timeline, 0.15).mouthPucker).toBeLessThan(0.05);
  });

  it('reaches even the shortest closure and bite', () => {
    expect(isSealed(mouthAt(script(['aa', 20], ['PP', 2], ['aa', 20]), 0.205))).toBe(true);
    const bite = mouthAt(script(['aa', 20], ['FF', 3], ['aa', 20]), 0.21);
    expect(bite.mouthRollLower).toBeGreaterThan(0.7);
    expect(bite.jawOpen).toBeLessThan(0.2);
  });

  it('hides the tongue under a strong vowel', () => {
    const th = mouthAt(script(['aa', 20], ['TH', 8], ['aa', 20]), 0.24).tongueOut;
    const brief = mouthAt(script(['aa', 20], ['TH', 2], ['aa', 20]), 0.21).tongueOut;
    expect(th).toBeGreaterThan(0.4);
    expect(brief).toBeLessThan(0.75 * th);
  });

  it('closes gently when the voice stops, and rests', () => {
    const timeline = script(['aa', 30], ['sil', 40]);
    const atEnd = mouthAt(timeline, 0.3).jawOpen;
    const soon = mouthAt(timeline, 0.34).jawOpen;
    expect(atEnd).toBeGreaterThan(0.25);
    expect(soon).toBeGreaterThan(0.05);
    expect(soon).toBeLessThan(atEnd);
    expect(Math.max(...Object.values(mouthAt(timeline, 0.5)))).toBeLessThan(0.01);
  });

  it('speaks louder with more of a mouth', () => {
    const logits = new Float32Array(VISEME_COUNT + 1);
    logits[VISEME_INDEX.aa] = 8;
    logits[VISEME_COUNT] = 8;
    const [quiet, loud] = [0.2, 1].map((loudness) => {
      const timeline = new FrameTimeline();
      for (let i = 0; i < 40; i++) timeline.append(logits, loudness);
      return mouthAt(timeline, 0.2).jawOpen;
    });
    expect(loud! / quiet!).toBeGreaterThan(1.2);
  });

  it('lets the jaw follow the loudness of what it does not understand', () => {
    const logits = new Float32Array(VISEME_COUNT + 1);
    logits[VISEME_INDEX.sil] = 8;
    logits[VISEME_COUNT] = -8;
    const timeline = new FrameTimeline();
    for (let i = 0; i < 80; i++) timeline.append(logits, i < 40 ? 0.9 : 0.1);
    expect(mouthAt(timeline, 0.2).jawOpen).toBeGreaterThan(0.1);
    expect(mouthAt(timeline, 0.6).jawOpen).toBeLessThan(0.03);
  });
});
