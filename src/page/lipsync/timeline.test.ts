import { describe, expect, it } from 'vitest';
import { FrameTimeline } from './timeline.ts';
import { VISEME_COUNT, VISEME_INDEX, type Viseme } from './visemes.ts';

function logitsOf(viseme: Viseme): Float32Array {
  const logits = new Float32Array(VISEME_COUNT + 1);
  logits[VISEME_INDEX[viseme]] = 20;
  return logits;
}

function weightOf(timeline: FrameTimeline, sec: number, viseme: Viseme): number {
  const row = new Float32Array(VISEME_COUNT);
  timeline.sample(sec, row);
  expect(row.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 5);
  return row[VISEME_INDEX[viseme]]!;
}

describe('FrameTimeline', () => {
  it('is silent before it knows anything', () => {
    const timeline = new FrameTimeline();
    expect(weightOf(timeline, 0, 'sil')).toBe(1);
    expect(weightOf(timeline, 3, 'sil')).toBe(1);
    expect(timeline.confidence(0)).toBe(0);
  });

  it('lies between its frames, and in silence before and behind them', () => {
    const timeline = new FrameTimeline();
    timeline.append(logitsOf('aa'), 1);
    timeline.append(logitsOf('I'), 0.5);
    expect(weightOf(timeline, 0.0025, 'aa')).toBeCloseTo(0.75, 4);
    expect(timeline.loudness(0.005)).toBeCloseTo(0.75);
    expect(weightOf(timeline, 0.01, 'I')).toBeCloseTo(1, 4);
    expect(weightOf(timeline, -0.01, 'sil')).toBeCloseTo(1, 4);
    expect(weightOf(timeline, 0.07, 'I')).toBeGreaterThan(0.3);
    expect(weightOf(timeline, 0.2, 'sil')).toBeCloseTo(1, 4);
    expect(timeline.loudness(0.2)).toBe(0);
  });

  it('replaces guesses by what is final, and asks for them only when needed', () => {
    let asked = 0;
    const timeline = new FrameTimeline(() => asked++);
    for (let i = 0; i < 600; i++) timeline.append(logitsOf('aa'), 1); // more than it begins with
    weightOf(timeline, 5.99, 'aa');
    expect(asked).toBe(0);
    timeline.guess(0, logitsOf('O'), 1);
    timeline.guess(1, logitsOf('O'), 1);
    expect(timeline.length).toBe(600);
    expect(weightOf(timeline, 6.01, 'O')).toBeCloseTo(1, 4);
    expect(asked).toBe(1);
    timeline.append(logitsOf('U'), 1);
    expect(weightOf(timeline, 6, 'U')).toBeCloseTo(1, 4);
  });
});
