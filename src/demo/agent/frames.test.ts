import { expect, it } from 'vitest';
import { framesOf } from './frames.ts';

it('gives every sample once and in order, in frames that own their buffers', async () => {
  const samples = Int16Array.from({ length: 2_570 }, (_, index) => index);
  const seen: number[] = [];
  for await (const frame of framesOf(samples.subarray(10), 24_000)) {
    expect(frame.data.byteLength).toBe(frame.data.buffer.byteLength);
    expect(frame.samplesPerChannel).toBeLessThanOrEqual(1_200);
    seen.push(...frame.data);
  }
  expect(seen).toEqual([...samples.subarray(10)]);
});

it('ends at once when there is nothing', async () => {
  const reader = framesOf(new Int16Array(0), 24_000).getReader();
  expect(await reader.read()).toEqual({ done: true, value: undefined });
});
