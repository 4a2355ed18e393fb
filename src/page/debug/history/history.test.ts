import { expect, test } from 'vitest';
import type { ProbeFact } from '../../probe/index.ts';
import { findTrouble, History, readFigures } from './index.ts';

const RATE_HZ = 48_000;

/** A history of one second of sound at 16 kHz, heard from 0.1 s on, with a frame every 40 ms. */
function record(extra: readonly [atMs: number, fact: ProbeFact][], lagMs = 0): History {
  const history = new History();
  const facts: [number, ProbeFact][] = [
    [0, { type: 'opened', segment: 1, sampleRateHz: 16_000, channels: 1 }],
    [20, { type: 'bytes', segment: 1, bytes: new Uint8Array(32_000) }],
    [100, { type: 'player', event: 'playing', segment: 1, mediaFrame: 0, clockFrame: 4_800 }],
    ...extra,
  ];
  for (let atMs = 0; atMs <= 2_000; atMs += 40) {
    const nowSec = (atMs - 5) / 1000;
    const clockSec = nowSec + (5 + 500 / 30 - lagMs) / 1000;
    const costs = { poseMs: 1, totalMs: 5, encodeMs: 0 };
    facts.push([atMs, { type: 'frame', nowSec, clockSec, ...costs }]);
  }
  facts.sort(([a], [b]) => a - b);
  for (const [atMs, fact] of facts) history.handle({ atMs, ...fact });
  return history;
}

test('a segment is followed from its first byte to what is left of it', () => {
  const history = record([]);
  const figures = readFigures(history, 0.6);
  expect(figures.latencyMs).toBeCloseTo(80, 0);
  expect(figures.bufferSec).toBeCloseTo(0.5, 1);
  expect(figures.skewMs).toBeCloseTo(0, 0);
  expect(figures.fps).toBeGreaterThan(10);
  expect(findTrouble(history, figures, 0.6)).toEqual([]);
});

test('a picture behind its sound is seen as skew', () => {
  const history = record([], 200);
  const figures = readFigures(history, 1);
  expect(figures.skewMs).toBeCloseTo(200, 0);
  expect(findTrouble(history, figures, 1)[0]).toEqual({
    where: 'Skew',
    text: 'The picture comes 200 ms after its sound.',
  });
});

test('a sender that stalls is seen as starvation with a gap', () => {
  const history = record([
    [
      1_100,
      { type: 'player', event: 'starved', segment: 1, mediaFrame: RATE_HZ, clockFrame: 52_800 },
    ],
    [1_700, { type: 'bytes', segment: 1, bytes: new Uint8Array(3_201) }],
    [
      1_800,
      { type: 'player', event: 'playing', segment: 1, mediaFrame: RATE_HZ, clockFrame: 86_400 },
    ],
    [1_900, { type: 'closed', segment: 1 }],
  ]);
  expect(readFigures(history, 1.5).starvedSec).toBeCloseTo(0.4, 1);
  const texts = findTrouble(history, readFigures(history, 2), 2).map(({ text }) => text);
  expect(texts).toEqual([
    'Segment 1 ends inside a sample: 1 byte too many.',
    'Segment 1 starved once, 0.70 s in all: its sender stalls, for 1.68 s at the longest.',
  ]);
});

test('a clear without a finished report is owed, until one is sent', () => {
  const clear: [number, ProbeFact][] = [
    [500, { type: 'rpc', call: 1, direction: 'in', method: 'lk.clear_buffer', payload: '' }],
    [501, { type: 'answer', call: 1, reply: 'ok' }],
  ];
  const history = record(clear);
  expect(readFigures(history, 1.5).owedSec).toBeCloseTo(1, 1);
  expect(findTrouble(history, readFigures(history, 1.5), 1.5)[0]?.text).toContain(
    'has waited 1.0 s',
  );
  const report = { direction: 'out', method: 'lk.playback_finished', payload: '{}' } as const;
  const settled = record([...clear, [510, { type: 'rpc', call: 2, ...report }]]);
  expect(readFigures(settled, 1.5).owedSec).toBeUndefined();
});
