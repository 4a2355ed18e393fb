import {
  ClampToEdgeWrapping,
  type ColorSpace,
  DataTexture,
  MirroredRepeatWrapping,
  NoColorSpace,
  RepeatWrapping,
  SRGBColorSpace,
} from 'three';
import { expect, test } from 'vitest';
import { loadRasterizer } from './load-rasterizer.ts';
import { Rasterizer } from './rasterizer.ts';
import binary from './rasterizer.wasm?url&inline';
import { TextureBuffers } from './texture-buffers.ts';

interface Level {
  readonly width: number;
  readonly height: number;
  /** RGBA a texel, the repeated column and row too. */
  readonly texels: Uint8Array;
}

/** Puts a texture into the rasteriser's memory and reads all its sizes there. */
async function store(texture: DataTexture) {
  const rasterizer = new Rasterizer(
    await loadRasterizer(await (await fetch(binary)).arrayBuffer()),
  );
  texture.needsUpdate = true;
  const buffers = new TextureBuffers(rasterizer, texture);
  buffers.update();
  const { words, bytes } = rasterizer;
  const levels = Array.from({ length: words[buffers.pointer >> 2]! }, (_, i): Level => {
    const record = (buffers.pointer + 16 + i * 80) >> 2;
    const [texels, widthMask, heightMask, rowTexels] = words.subarray(record, record + 4);
    expect(rowTexels).toBe(widthMask! + 2);
    const count = rowTexels! * (heightMask! + 2);
    const stored = bytes.slice(texels, texels! + count * 4).map((byte) => byte ^ 0x80);
    return { width: widthMask! + 1, height: heightMask! + 1, texels: stored };
  });
  return { levels, mean: buffers.mean };
}

/** Noise, as bytes of RGBA. */
function noise(width: number, height: number): Uint8Array {
  let seed = 7;
  return Uint8Array.from(
    { length: width * height * 4 },
    () => (seed = (seed * 48_271) % 2_147_483_647) & 255,
  );
}

function textureOf(
  data: Uint8Array,
  width: number,
  height: number,
  colorSpace: ColorSpace = SRGBColorSpace,
) {
  return Object.assign(new DataTexture(data, width, height), { colorSpace });
}

/** The same by the book: each size the mean of the last in linear light, then (sRGB + 0.055) / 1.055. */
function expectedLevels(data: Uint8Array, width: number, height: number, isSrgb: boolean) {
  let linear = Array.from(data, (byte, i) =>
    isSrgb && i % 4 < 3 ? toLinear(byte / 255) : byte / 255,
  );
  const levels = [];
  for (;;) {
    const shares = linear.map((value, i) => (i % 4 < 3 ? encode(value) : value));
    levels.push({ width, height, texels: shares.map((share) => Math.round(255 * share)) });
    if (width === 1 && height === 1) return { levels, mean: linear.slice(0, 3) };
    linear = halve(linear, width, height);
    width = Math.max(width >> 1, 1);
    height = Math.max(height >> 1, 1);
  }
}

function halve(last: readonly number[], width: number, height: number): number[] {
  const out: number[] = [];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const [right, below] = [Math.min(x + 1, width - 1), Math.min(y + 1, height - 1)];
      for (let k = 0; k < 4; k++) {
        const at = (column: number, row: number) => last[4 * (row * width + column) + k]!;
        out.push((at(x, y) + at(right, y) + at(x, below) + at(right, below)) / 4);
      }
    }
  }
  return out;
}

function toLinear(srgb: number): number {
  return srgb <= 0.04045 ? srgb / 12.92 : ((srgb + 0.055) / 1.055) ** 2.4;
}

function encode(linear: number): number {
  const srgb = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return (srgb + 0.055) / 1.055;
}

/** How many texels of a level differ, by more than what rounding and the rasteriser's power of 2.4 cost. */
function astray({ width, height, texels }: Level, expected: readonly number[]): number {
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * 4; i++) {
      const stored = texels[y * (width + 1) * 4 + i]!;
      if (Math.abs(stored - expected[y * width * 4 + i]!) > 1) count++;
    }
  }
  return count;
}

for (const [width, height, colorSpace] of [
  [16, 16, SRGBColorSpace],
  [8, 2, SRGBColorSpace],
  [1, 8, SRGBColorSpace],
  [8, 1, NoColorSpace],
  // more than what is handed over at once
  [128, 512, SRGBColorSpace],
] as const) {
  test(`${width} x ${height}, ${colorSpace || 'linear'}: each size is the mean of the last in linear light`, async () => {
    const data = noise(width, height);
    const { levels, mean } = await store(textureOf(data, width, height, colorSpace));
    const expected = expectedLevels(data, width, height, colorSpace === SRGBColorSpace);
    expect(levels.map((level) => [level.width, level.height])).toEqual(
      expected.levels.map((level) => [level.width, level.height]),
    );
    levels.forEach((level, i) => expect(astray(level, expected.levels[i]!.texels)).toBe(0));
    mean.forEach((value, i) => expect(value).toBeCloseTo(expected.mean[i]!, 5));
  });
}

test('beyond the end stand the first column and row where it repeats, the last ones where it does not', async () => {
  const ends = async (wrapS: typeof RepeatWrapping | typeof ClampToEdgeWrapping, wrapT = wrapS) => {
    const { levels } = await store(Object.assign(textureOf(noise(4, 4), 4, 4), { wrapS, wrapT }));
    const { texels, width } = levels[0]!;
    const at = (x: number, y: number) => texels.slice(4 * (y * (width + 1) + x)).slice(0, 4);
    return { at, right: at(4, 2), below: at(1, 4), corner: at(4, 4) };
  };
  const repeated = await ends(RepeatWrapping);
  const { at } = repeated;
  expect(repeated).toMatchObject({ right: at(0, 2), below: at(1, 0), corner: at(0, 0) });
  const clamped = await ends(ClampToEdgeWrapping);
  expect(clamped).toMatchObject({ right: at(3, 2), below: at(1, 3), corner: at(3, 3) });
});

test('sides become powers of two, and colours stay where they are', async () => {
  // Dark on the left, bright on the right.
  const data = Uint8Array.from({ length: 30 * 5 * 4 }, (_, i) => ((i >> 2) % 30 < 15 ? 40 : 200));
  const { levels } = await store(textureOf(data, 30, 5));
  const { width, height, texels } = levels[0]!;
  expect([width, height]).toEqual([32, 4]);
  const { texels: plain } = (await store(textureOf(Uint8Array.of(40, 40, 40, 40), 1, 1)))
    .levels[0]!;
  expect(texels.slice(0, 4)).toEqual(plain.slice(0, 4));
  expect(texels[4 * 31]).toBeGreaterThan(texels[0]! + 100);
});

test('a mirrored side is stored with its mirror image', async () => {
  const mirrored = Object.assign(textureOf(noise(4, 2), 4, 2), { wrapS: MirroredRepeatWrapping });
  const { width, height, texels } = (await store(mirrored)).levels[0]!;
  expect([width, height]).toEqual([8, 2]);
  for (let x = 0; x < 4; x++) {
    expect(texels.slice(4 * x, 4 * x + 4)).toEqual(texels.slice(4 * (7 - x), 4 * (8 - x)));
  }
});
