import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import { loudnessToMouth } from './test-kit/jaw.ts';
import { readMouth } from './mouth.ts';
import { Film, largestStep } from './test-kit/film.ts';

const OPEN = new Float32Array(ARKIT_COUNT);
loudnessToMouth(1, 0.3, OPEN);

function speakingThenCut(atSec: number): CueLog {
  const log = new CueLog();
  log.addPhrase(0);
  log.mouth = OPEN;
  log.interrupt(atSec);
  return log;
}

function jawOver(log: CueLog, fromSec: number, toSec: number, stepSec: number): number[] {
  const out = new Float32Array(ARKIT_COUNT);
  const track: number[] = [];
  for (let timeSec = fromSec; timeSec <= toSec; timeSec += stepSec) {
    readMouth(timeSec, log, out);
    track.push(out[ARKIT_INDEX.jawOpen]!);
  }
  return track;
}

describe('readMouth', () => {
  it('closes an interrupted mouth within 50 ms, easing away and in', () => {
    const track = jawOver(speakingThenCut(2), 2, 2.2, 0.001);
    const open = OPEN[ARKIT_INDEX.jawOpen]!;
    expect(track[0]).toBeCloseTo(open, 6);
    expect(track[50]).toBe(0);
    // Neither the first nor the last tenth of the time does much of it.
    expect(track[5]! / open).toBeGreaterThan(0.97);
    expect(track[45]! / open).toBeLessThan(0.03);
    expect(largestStep(track) / open).toBeLessThan(0.04);
  });

  it('goes on from where it was when it is interrupted again on the way', () => {
    const log = speakingThenCut(2);
    log.interrupt(2.025);
    const track = jawOver(log, 2, 2.2, 0.001);
    expect(largestStep(track) / OPEN[ARKIT_INDEX.jawOpen]!).toBeLessThan(0.04);
    expect(track[75]).toBe(0);
  });

  it('opens for new speech at once', () => {
    const log = speakingThenCut(2);
    log.mouth = OPEN;
    const out = new Float32Array(ARKIT_COUNT);
    readMouth(2.1, log, out);
    expect(out).toEqual(OPEN);
  });

  it('shows on the face: shut two frames after the cut, at 30 frames a second', () => {
    const film = new Film({
      seed: 1,
      fps: 30,
      fromSec: 2,
      durationSec: 1,
      cues: speakingThenCut(2),
    });
    const jaw = film.track('jawOpen');
    expect(jaw[0]).toBeGreaterThan(0.3);
    expect(jaw[1]).toBeGreaterThan(0.01);
    expect(jaw[2]).toBe(0);
  });
});
