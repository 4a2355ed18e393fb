import { describe, expect, it } from 'vitest';
import { Blink } from './blink.ts';
import { CueLog } from './cue-log.ts';
import type { AgentState } from './cues.ts';
import { Moment } from './moment.ts';
import { deviation, mean, risingThrough } from './test-kit/film.ts';

const FPS = 200;

function closures(seed: number, log: CueLog, durationSec: number): number[] {
  const blink = new Blink(seed);
  const moment = new Moment();
  return Array.from({ length: durationSec * FPS }, (_, i) => {
    moment.read(i / FPS, log);
    return blink.at(moment);
  });
}

function inState(state: AgentState): CueLog {
  const log = new CueLog();
  log.setState(state, -10);
  return log;
}

/** Phrases of 2.5 s with pauses of half a second. */
function addSpeech(log: CueLog, durationSec: number): void {
  for (let startSec = 0; startSec < durationSec; startSec += 3)
    log.addPhrase(startSec, startSec + 2.5);
}

function perMinute(track: readonly number[]): number {
  return (risingThrough(track, 0.4).length / track.length) * FPS * 60;
}

describe('Blink', () => {
  it('blinks about 17 times a minute at rest', () => {
    const rates = [1, 2, 3, 4, 5, 6].map((seed) => perMinute(closures(seed, inState('idle'), 300)));
    expect(mean(rates)).toBeGreaterThan(15);
    expect(mean(rates)).toBeLessThan(19);
    for (const rate of rates) expect(Math.abs(rate - 17)).toBeLessThan(5);
  });

  it('blinks about 26 times a minute in talk, most of all at phrase ends', () => {
    const log = inState('speaking');
    addSpeech(log, 300);
    const tracks = [1, 2, 3, 4].map((seed) => closures(seed, log, 300));
    const rate = mean(tracks.map(perMinute));
    expect(rate).toBeGreaterThan(23);
    expect(rate).toBeLessThan(32);
    const begun = tracks.flatMap((track) => risingThrough(track, 0.4).map((i) => (i / FPS) % 3));
    const atEnds = begun.filter((t) => t > 2.5).length / begun.length;
    // By chance it would be a sixth.
    expect(atEnds).toBeGreaterThan(0.35);
  });

  it('hardly ever blinks twice within a second of talk', () => {
    const log = inState('speaking');
    for (let at = 0; at < 300; at += 1) log.addPhrase(at, at + 0.75);
    const gaps = [1, 2, 3].flatMap((seed) => {
      const starts = risingThrough(closures(seed, log, 300), 0.4).map((i) => i / FPS);
      return starts.slice(1).map((start, i) => start - starts[i]!);
    });
    expect(gaps.filter((gap) => gap < 0.8).length / gaps.length).toBeLessThan(0.2);
  });

  it('closes in 70 to 100 ms and opens in about twice that', () => {
    const track = closures(8, inState('idle'), 300);
    const ratios: number[] = [];
    for (const begin of risingThrough(track, 0.01)) {
      const top = track.findIndex((value, i) => i > begin && track[i + 1]! <= value);
      const opening = track.findIndex((value, i) => i > top && value < track[top]!);
      const end = track.findIndex((value, i) => i > top && value <= 0.01);
      const closingSec = (top - begin) / FPS;
      expect(closingSec).toBeGreaterThan(0.05);
      expect(closingSec).toBeLessThan(0.105);
      ratios.push((end - opening) / (top - begin));
    }
    expect(ratios.length).toBeGreaterThan(50);
    expect(mean(ratios)).toBeGreaterThan(1.6);
    expect(mean(ratios)).toBeLessThan(2.6);
  });

  it('spreads its intervals widely and to the right, as people do', () => {
    const starts = risingThrough(closures(4, inState('idle'), 1200), 0.4).map((i) => i / FPS);
    const gaps = starts.slice(1).map((start, i) => start - starts[i]!);
    const sorted = gaps.toSorted((a, b) => a - b);
    expect(deviation(gaps) / mean(gaps)).toBeGreaterThan(0.68);
    expect(sorted[Math.floor(sorted.length / 2)]!).toBeLessThan(mean(gaps));
    // Nobody stares for longer than this.
    expect(sorted.at(-1)!).toBeLessThan(20);
  });

  it('closes the eye altogether in most blinks, never beyond', () => {
    const track = closures(6, inState('idle'), 600);
    const blinks = risingThrough(track, 0.4).map((i) => Math.max(...track.slice(i, i + FPS / 5)));
    const full = blinks.filter((depth) => depth === 1).length / blinks.length;
    expect(full).toBeGreaterThan(0.75);
    expect(full).toBeLessThan(1);
    expect(Math.max(...track)).toBeLessThanOrEqual(1);
  });
});
