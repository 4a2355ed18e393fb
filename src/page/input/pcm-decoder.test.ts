import { expect, test } from 'vitest';
import { PcmDecoder } from './pcm-decoder.ts';

const mono = { sampleRateHz: 16_000, channels: 1 };
const stereo = { sampleRateHz: 16_000, channels: 2 };

function bytesOf(...samples: number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(samples).buffer);
}

test('decodes little-endian samples', () => {
  expect([...new PcmDecoder(mono).decode(bytesOf(1, -2, 32_767, -32_768))]).toEqual([
    1, -2, 32_767, -32_768,
  ]);
});

test('the same samples come out however the bytes are cut', () => {
  const samples = Array.from({ length: 101 }, (_, i) => ((i * 7919) % 65_536) - 32_768);
  const bytes = bytesOf(...samples);
  for (const size of [1, 2, 3, 5, 7, 64]) {
    const decoder = new PcmDecoder(mono);
    const out: number[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      out.push(...decoder.decode(bytes.subarray(at, at + size)));
    }
    expect(out).toEqual(samples);
    expect(decoder.pendingBytes).toBe(0);
  }
});

test('channels are averaged, and a frame may be split between them', () => {
  const decoder = new PcmDecoder(stereo);
  const bytes = bytesOf(100, 300, -100, -300);
  expect([...decoder.decode(bytes.subarray(0, 3))]).toEqual([]);
  expect([...decoder.decode(bytes.subarray(3))]).toEqual([200, -200]);
});

test('half a sample stays pending', () => {
  const decoder = new PcmDecoder(mono);
  expect(decoder.decode(Uint8Array.of(1))).toHaveLength(0);
  expect(decoder.pendingBytes).toBe(1);
});

test('bytes that lie oddly in their buffer are read all the same', () => {
  const shifted = new Uint8Array(5);
  shifted.set(bytesOf(258, 772), 1);
  expect([...new PcmDecoder(mono).decode(shifted.subarray(1))]).toEqual([258, 772]);
});
