import { describe, expect, it } from 'vitest';
import { readFloat16 } from './float16.ts';
import { loadModel } from './model.ts';
import { readModelBytes } from './testing/load.ts';

const good = readModelBytes();

function changed(change: (view: DataView) => void): ArrayBuffer {
  const bytes = good.slice(0);
  change(new DataView(bytes));
  return bytes;
}

describe('loadModel', () => {
  it('reads the committed model, which is small', () => {
    const { layers, prior } = loadModel(good);
    expect(layers.length).toBeGreaterThan(1);
    expect(prior.every((x) => x < 0 && x > -21)).toBe(true);
    expect(good.byteLength).toBeLessThanOrEqual(200_000);
  });

  it.each([
    ['an empty file', new ArrayBuffer(0), /begin with "MPLS"/],
    ['another file', new Uint8Array(5000).fill(65).buffer, /begin with "MPLS"/],
    ['another version', changed((view) => view.setUint32(4, 9, true)), /version is 9/],
    ['a file cut short', good.slice(0, good.byteLength - 2), /bytes of/],
    ['a file cut in its header', good.slice(0, 40), /cut short/],
    ['a broken header', changed((view) => view.setUint8(12, 0x20)), /no JSON/],
    [
      'numbers that are none',
      changed((view) => view.setUint16(view.byteLength - 2, 0x7e00, true)),
      /finite/,
    ],
  ])('refuses %s', (_what, bytes, problem) => {
    expect(() => loadModel(bytes)).toThrow(problem);
  });
});

describe('readFloat16', () => {
  it('reads every kind of half float', () => {
    const bits = [0x0000, 0x8000, 0x0001, 0x3c00, 0xc000, 0x7bff, 0x3555, 0x7c00];
    const view = new DataView(new Uint16Array(bits).buffer);
    const expected = [0, -0, 2 ** -24, 1, -2, 65504, 0.333251953125, Infinity];
    expect([...readFloat16(view, 0, bits.length)]).toEqual(expected);
  });
});
