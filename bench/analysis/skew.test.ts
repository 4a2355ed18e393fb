import { describe, expect, it } from 'vitest';
import { planMouth } from '../contenders/mouth-plan.ts';
import { loadTalk } from '../room/speech.ts';
import { findInSound } from './find-speech.ts';
import { readPictures } from './picture-track.ts';
import { measureSkew } from './skew.ts';
import { readSound } from './sound-track.ts';
import { median, quantile } from './stats.ts';
import { makeRecording } from './testing/synthetic.ts';

const START_MS = 1234;

const talk = await loadTalk();
const plan = await planMouth(talk);

function look(skewMs: number) {
  const recording = makeRecording({ speech: talk, plan, startMs: START_MS, skewMs });
  const sound = readSound(recording.sound);
  const range = { startMs: 900, endMs: 3000 };
  const startMs = findInSound(sound, talk, { startSec: 0, endSec: 1 }, range);
  const windows = measureSkew(sound, readPictures(recording.pictures), talk, plan, startMs);
  return { startMs, skews: windows.map((window) => window.skewMs) };
}

describe('the ruler', () => {
  it('finds where a speech begins', () => {
    // Blocks arrive up to 6 ms late, 3 ms on average.
    expect(look(0).startMs).toBeGreaterThan(START_MS - 2);
    expect(look(0).startMs).toBeLessThan(START_MS + 8);
  });

  it.each([-120, -40, 0, 15, 60, 200])('reads a picture that is %i ms late', (skewMs) => {
    const { skews } = look(skewMs);
    expect(skews.every((skew) => Number.isFinite(skew))).toBe(true);
    expect(Math.abs(median(skews) - skewMs)).toBeLessThan(4);
    expect(
      quantile(
        skews.map((skew) => Math.abs(skew - skewMs)),
        0.95,
      ),
    ).toBeLessThan(8);
  });

  it('tells shifts apart to a millisecond or two', () => {
    const near = median(look(20).skews);
    const far = median(look(220).skews);
    expect(Math.abs(far - near - 200)).toBeLessThan(2);
  });

  it('finds its place again after the avatar has stood still', () => {
    const stillAtMs = START_MS + 4000;
    const { sound, pictures } = makeRecording({
      speech: talk,
      plan,
      startMs: START_MS,
      skewMs: 40,
    });
    const later = <T extends { readonly atMs: number }>(all: readonly T[]) =>
      all.map((one) => (one.atMs < stillAtMs ? one : { ...one, atMs: one.atMs + 900 }));
    const windows = measureSkew(
      readSound(later(sound)),
      readPictures(later(pictures)),
      talk,
      plan,
      START_MS,
    );
    const afterwards = windows.filter(({ startSec }) => startSec > 5).map(({ skewMs }) => skewMs);
    expect(afterwards.length).toBeGreaterThan(3);
    for (const skewMs of afterwards) expect(Math.abs(skewMs - 40)).toBeLessThan(12);
  });

  it('says nothing about a picture that has nothing to do with the sound', () => {
    const still = plan.map(() => 0.3);
    const recording = makeRecording({ speech: talk, plan: still, startMs: START_MS, skewMs: 0 });
    const windows = measureSkew(
      readSound(recording.sound),
      readPictures(recording.pictures),
      talk,
      plan,
      START_MS,
    );
    expect(windows.every(({ skewMs }) => Number.isNaN(skewMs))).toBe(true);
  });
});
