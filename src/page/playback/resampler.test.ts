import { expect, test } from 'vitest';
import { loadResamplers } from './resampler.ts';

const OUT_HZ = 48_000;
const TONE_HZ = 440;

function tone(rateHz: number, seconds: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(rateHz * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * TONE_HZ * i) / rateHz),
  );
}

async function convert(input: Float32Array, rateHz: number, sizes: readonly number[]) {
  const resampler = (await loadResamplers())(rateHz, OUT_HZ);
  const out: number[] = [];
  for (let at = 0, turn = 0; at < input.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    out.push(...resampler.process(input.slice(at, at + size)));
    at += size;
  }
  out.push(...resampler.flush());
  resampler.close();
  return out;
}

for (const rateHz of [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000]) {
  test(`${rateHz} Hz: as long as it was, in time, and without a seam`, async () => {
    const input = tone(rateHz, 0.5);
    const out = await convert(input, rateHz, [480, 1, 333, 5000]);
    expect(out).toHaveLength(Math.round((input.length * OUT_HZ) / rateHz));
    // Away from the ends, where the filter has no neighbours, the tone is the tone.
    const errors = out
      .map((sample, i) => Math.abs(sample - Math.sin((2 * Math.PI * TONE_HZ * i) / OUT_HZ)))
      .slice(2000, -2000);
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
}

test('crumbs and one piece give the same samples', async () => {
  const input = tone(22_050, 0.3);
  const whole = await convert(input, 22_050, [input.length]);
  const crumbs = await convert(input, 22_050, [7, 91, 1]);
  expect(crumbs).toHaveLength(whole.length);
  const apart = crumbs.map((sample, i) => Math.abs(sample - whole[i]!));
  expect(Math.max(...apart)).toBeLessThan(1e-5);
});

test('nothing in, nothing out', async () => {
  expect(await convert(new Float32Array(0), 16_000, [1])).toEqual([]);
});
