import { expect, test } from 'vitest';
import { arrivalMs, impair, type NetworkFaults } from './network.ts';

const NONE: NetworkFaults = { lateMs: 0, burstMs: 0, loss: 0, stallMs: 0 };

async function* source(count: number) {
  for (let i = 0; i < count; i++) yield Uint8Array.of(i);
}

async function read(faults: NetworkFaults): Promise<number[]> {
  const chunks: number[] = [];
  for await (const chunk of impair(source(200), () => faults)) chunks.push(chunk[0]!);
  return chunks;
}

test('lateness, bursts and stalls say when a chunk arrives', () => {
  expect(arrivalMs(120, 0, { ...NONE, lateMs: 50 })).toBe(170);
  expect(arrivalMs(120, 0, { ...NONE, burstMs: 100 })).toBe(200);
  expect(arrivalMs(120, 47_000, { ...NONE, stallMs: 900 })).toBe(120);
  expect(arrivalMs(120, 100_000, { ...NONE, stallMs: 900 })).toBe(1920);
});

test('without faults everything comes, in order; a lossy network loses its share', async () => {
  expect(await read(NONE)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  const kept = await read({ ...NONE, loss: 0.5 });
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(150);
  expect(kept).toEqual(kept.toSorted((a, b) => a - b));
});

test('what breaks the source breaks the reader', async () => {
  async function* broken() {
    yield Uint8Array.of(1);
    throw new Error('the agent left');
  }
  const reading = async () => {
    for await (const _ of impair(broken(), () => NONE));
  };
  await expect(reading()).rejects.toThrow('the agent left');
});
