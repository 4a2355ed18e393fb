import { describe, expect, it } from 'vitest';
import { planMouth } from '../contenders/mouth-plan.ts';
import { loadHummed } from '../room/speech.ts';
import { findPositionMs } from './find-speech.ts';
import { firstAudibleMs, lastAudibleMs, restAfterMs } from './interruption.ts';
import { pickLoudMoments } from './loud-moments.ts';
import { readPictures, rhythm } from './picture-track.ts';
import { readSound } from './sound-track.ts';
import { makeRecording } from './testing/synthetic.ts';

const START_MS = 1000;

const speech = await loadHummed();
const plan = await planMouth(speech);

describe('an interruption', () => {
  const moments = pickLoudMoments(speech, 4, { fromSec: 1.2, toSec: 3.4 });

  it('is asked for at moments apart from each other', () => {
    expect(moments).toHaveLength(4);
    for (let i = 1; i < 4; i++) expect(moments[i]! - moments[i - 1]!).toBeGreaterThanOrEqual(0.25);
  });

  it.each(moments)('at %f s is measured to silence and to rest', (cutSec) => {
    const truth = { speech, plan, startMs: START_MS, skewMs: 0, cutSec, restAfterCutMs: 80 };
    const recording = makeRecording(truth);
    const sound = readSound(recording.sound);
    const cutMs = START_MS + cutSec * 1000;
    const endMs = START_MS + speech.durationSec * 1000 + 1500;
    expect(lastAudibleMs(sound, START_MS, endMs) - cutMs).toBeGreaterThan(-6);
    expect(lastAudibleMs(sound, START_MS, endMs) - cutMs).toBeLessThan(16);
    expect(firstAudibleMs(sound, 500) - START_MS).toBeLessThan(20);
    const silentMs = lastAudibleMs(sound, START_MS, endMs);
    expect(Math.abs(findPositionMs(sound, speech, silentMs) - cutSec * 1000)).toBeLessThan(4);
    const restMs = restAfterMs(readPictures(recording.pictures), cutMs - 60, endMs);
    // The first picture at rest is up to a frame later, and comes up to 6 ms late.
    expect(restMs).toBeGreaterThan(60);
    expect(restMs).toBeLessThan(60 + 80 + 40);
  });

  it('has no time of rest in a picture that does not move', () => {
    const still = plan.map(() => 0);
    const { pictures } = makeRecording({ speech, plan: still, startMs: START_MS, skewMs: 0 });
    expect(restAfterMs(readPictures(pictures), 3000, 5000)).toBeNaN();
  });
});

describe('the rhythm', () => {
  it('counts frames and finds the gap that a lost one leaves', () => {
    const { pictures } = makeRecording({ speech, plan, startMs: 0, skewMs: 0, jitterMs: 0 });
    const whole = rhythm(readPictures(pictures), 0, 4000);
    expect(whole.fps).toBeCloseTo(30, 1);
    expect(whole.maxGapMs).toBeCloseTo(33.3, 0);
    const lossy = rhythm(readPictures(pictures.toSpliced(30, 2)), 0, 4000);
    expect(lossy.maxGapMs).toBeCloseTo(100, 0);
  });
});
