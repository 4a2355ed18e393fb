import {
  BufferAttribute,
  Float32BufferAttribute,
  InterleavedBuffer,
  InterleavedBufferAttribute,
} from 'three';
import { expect, test } from 'vitest';
import { readFloats } from './attributes.ts';

const NORMALIZED = true;

test('normalised integers are shares of the largest, and none is below -1', () => {
  const read = (array: Int8Array | Uint8Array | Int16Array | Uint16Array) => [
    ...readFloats(new BufferAttribute(array, 1, NORMALIZED), 1),
  ];
  expect(read(Int8Array.of(127, -127, -128, 0))).toEqual([1, -1, -1, 0]);
  expect(read(Uint8Array.of(255, 0, 51))).toEqual([1, 0, Math.fround(0.2)]);
  expect(read(Int16Array.of(32_767, -32_768))).toEqual([1, -1]);
  expect(read(Uint16Array.of(65_535, 13_107))).toEqual([1, Math.fround(0.2)]);
});

test('integers that are not normalised stay what they are', () => {
  expect([...readFloats(new BufferAttribute(Uint8Array.of(3, 200), 1), 1)]).toEqual([3, 200]);
});

test('missing components are filled, surplus ones left out', () => {
  const pairs = new Float32BufferAttribute([1, 2, 3, 4], 2);
  expect([...readFloats(pairs, 3, 9)]).toEqual([1, 2, 9, 3, 4, 9]);
  expect([...readFloats(pairs, 1)]).toEqual([1, 3]);
});

test('an attribute is found in a buffer that it shares', () => {
  const shared = new InterleavedBuffer(Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4);
  const middle = new InterleavedBufferAttribute(shared, 2, 1);
  expect([...readFloats(middle, 2)]).toEqual([2, 3, 6, 7]);
});
