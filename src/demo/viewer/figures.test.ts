import { describe, expect, it } from 'vitest';
import { compareCounts, readCount } from './figures.ts';

const inbound = (kind: string, rest: object): [string, { type: string }] => [
  'in',
  Object.assign({ type: 'inbound-rtp', kind }, rest),
];

const sound = (emitted: number, delaySec: number, lost: number) =>
  readCount(
    [
      inbound('audio', {
        jitterBufferDelay: delaySec,
        jitterBufferEmittedCount: emitted,
        packetsLost: lost,
        packetsReceived: emitted / 960,
        estimatedPlayoutTimestamp: 5_040,
      }),
      ['dead', { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 }],
      ['pair', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 }],
    ],
    'audio',
  );

const picture = readCount(
  [
    inbound('video', {
      frameWidth: 640,
      frameHeight: 360,
      framesPerSecond: 29.6,
      estimatedPlayoutTimestamp: 5_000,
    }),
    ['codec', { type: 'codec', mimeType: 'video/VP8' }],
  ],
  'video',
);

describe('compareCounts', () => {
  it('tells what happened since the last moment, not since the beginning', () => {
    const before = { sound: sound(48_000, 48_000 * 0.5, 0), picture };
    const now = { sound: sound(96_000, 48_000 * 0.5 + 48_000 * 0.06, 50), picture };
    const figures = compareCounts(before, now);
    expect(figures.soundWaitsMs).toBeCloseTo(60);
    expect(figures.lost).toBeCloseTo(0.5);
    expect(figures.roundTripMs).toBeCloseTo(12);
  });

  it('says by how much the picture trails the sound', () => {
    expect(compareCounts(undefined, { sound: sound(1, 1, 0), picture }).pictureBehindMs).toBe(40);
  });

  it('describes the picture', () => {
    const { picture: words } = compareCounts(undefined, { sound: undefined, picture });
    expect(words).toBe('640 × 360 · 30 fps · VP8');
  });

  it('leaves out what is not known', () => {
    const empty = readCount([], 'audio');
    const figures = compareCounts(undefined, { sound: empty, picture: undefined });
    expect(Object.values(figures)).toEqual(Array(6).fill(undefined));
  });
});
