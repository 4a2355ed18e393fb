import { expect, test } from 'vitest';
import { StartBuffer } from './start-buffer.ts';

const CHUNK_SEC = 0.1;

/** A segment of ten chunks, each `everySec` after the last, one of them `lateSec` late. */
function arrive(buffer: StartBuffer, everySec: number, lateSec = 0): void {
  const note = buffer.begin();
  for (let i = 0; i < 10; i++)
    note({
      nowSec: 100 + i * everySec + (i >= 5 ? lateSec : 0),
      receivedSec: (i + 1) * CHUNK_SEC,
    });
}

test('sound that comes faster than it plays starts at once', () => {
  const buffer = new StartBuffer();
  expect(buffer.buffering.startSec).toBe(0.04);
  for (let i = 0; i < 5; i++) arrive(buffer, 0.005);
  expect(buffer.buffering).toEqual({ startSec: 0.04, resumeSec: 0.12 });
});

test('sound in real time with late chunks is given as much as it was late', () => {
  const buffer = new StartBuffer();
  arrive(buffer, CHUNK_SEC, 0.16);
  expect(buffer.buffering.startSec).toBeCloseTo(0.2, 3);
  expect(buffer.buffering.resumeSec).toBeCloseTo(0.2, 3);
});

test('a late chunk behind a lead takes nothing', () => {
  const buffer = new StartBuffer();
  arrive(buffer, 0.05, 0.2);
  expect(buffer.buffering.startSec).toBe(0.04);
});

test('an end that is told late is no sound that came late', () => {
  const buffer = new StartBuffer();
  const note = buffer.begin();
  note({ nowSec: 0, receivedSec: 0.1 });
  note({ nowSec: 0.4, receivedSec: 0.1 });
  expect(buffer.buffering.startSec).toBe(0.04);
});

test('what was needed is forgotten when it is needed no more', () => {
  const buffer = new StartBuffer();
  arrive(buffer, CHUNK_SEC, 0.2);
  const after = buffer.buffering.startSec;
  for (let i = 0; i < 6; i++) arrive(buffer, 0.005);
  expect(after).toBeGreaterThan(0.2);
  expect(buffer.buffering.startSec).toBe(0.04);
});

test('a sender that stops to think is no reason to wait, and no wait is long', () => {
  const buffer = new StartBuffer();
  arrive(buffer, CHUNK_SEC, 3);
  expect(buffer.buffering.startSec).toBe(0.04);
  arrive(buffer, CHUNK_SEC, 0.39);
  expect(buffer.buffering.startSec).toBe(0.4);
});
