import { expect, test } from 'vitest';
import { fillSegment, SpeechSegment } from './speech-segment.ts';

const format = { sampleRateHz: 16_000, channels: 1 };

async function* source(...chunks: Uint8Array[]) {
  yield* chunks;
}

test('what was appended can be read from anywhere, across blocks', () => {
  const segment = new SpeechSegment(1, 16_000);
  const count = 200_000;
  segment.append(Int16Array.from({ length: count }, (_, i) => i % 1000));
  expect(segment.length).toBe(count);
  expect(segment.read(65_534, 4)).toEqual(
    Float32Array.of(534 / 32_768, 535 / 32_768, 536 / 32_768, 537 / 32_768),
  );
  expect(segment.read(count - 2, 10)).toHaveLength(2);
  expect(segment.read(count + 5, 10)).toHaveLength(0);
});

test('listeners hear of samples and of the end, once', () => {
  const segment = new SpeechSegment(1, 16_000);
  let calls = 0;
  const stop = segment.onChange(() => calls++);
  segment.append(Int16Array.of(1));
  segment.append(Int16Array.of());
  segment.end();
  segment.end();
  stop();
  expect(calls).toBe(2);
});

test('a segment that can’t be played is empty and ended from the start', () => {
  const segment = new SpeechSegment(1, 48_000, 'sample_rate is 0');
  segment.append(Int16Array.of(1, 2));
  expect(segment.ended).toBe(true);
  expect(segment.length).toBe(0);
});

test('a source that breaks off leaves what did arrive', async () => {
  async function* broken() {
    yield Uint8Array.of(1, 0, 2, 0);
    throw new Error('the agent left');
  }
  const segment = new SpeechSegment(1, 16_000);
  const error = await fillSegment(segment, broken(), format, new AbortController().signal);
  expect(error?.message).toBe('the agent left');
  expect([segment.length, segment.ended]).toEqual([2, true]);
});

test('an aborted fill takes no further samples', async () => {
  const abort = new AbortController();
  abort.abort();
  const segment = new SpeechSegment(1, 16_000);
  await fillSegment(segment, source(Uint8Array.of(1, 0)), format, abort.signal);
  expect([segment.length, segment.ended]).toEqual([0, true]);
});
