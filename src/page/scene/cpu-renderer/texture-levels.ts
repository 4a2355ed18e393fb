import { type Pixels } from './texture-pixels.ts';

/** A texture in linear light, four floats a pixel; opacity in the fourth. */
export interface LinearPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Sides in powers of two, so that a mask wraps coordinates. */
const MAX_SIDE = 2048;

/** Decodes to linear light and to sides of the nearest power of two. */
export function linearize(pixels: Pixels, isSrgb: boolean): LinearPixels {
  const { width, height, data } = pixels;
  const linear = new Float32Array(width * height * 4);
  for (let i = 0; i < linear.length; i++) {
    const byte = data[i] ?? 0;
    linear[i] = isSrgb && i % 4 !== 3 ? (SRGB_TO_LINEAR[byte] ?? 0) : byte / 255;
  }
  return resample({ width, height, data: linear }, nearestPower(width), nearestPower(height));
}

/** This size and all smaller ones down to one pixel, each the mean of four of the last. */
export function buildLevels(first: LinearPixels): LinearPixels[] {
  const levels = [first];
  let last = first;
  while (last.width > 1 || last.height > 1) {
    last = halve(last);
    levels.push(last);
  }
  return levels;
}

function nearestPower(side: number): number {
  return Math.min(2 ** Math.round(Math.log2(side)), MAX_SIDE);
}

function halve(level: LinearPixels): LinearPixels {
  const width = Math.max(level.width >> 1, 1);
  const height = Math.max(level.height >> 1, 1);
  const data = new Float32Array(width * height * 4);
  const right = level.width > 1 ? 4 : 0;
  const down = level.height > 1 ? level.width * 4 : 0;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * 4; i++) {
      const from = y * 2 * down + (i >> 2) * 2 * right + (i & 3);
      data[y * width * 4 + i] =
        (at(level, from) +
          at(level, from + right) +
          at(level, from + down) +
          at(level, from + down + right)) /
        4;
    }
  }
  return { width, height, data };
}

function at(level: LinearPixels, index: number): number {
  return level.data[index] ?? 0;
}

/** Bilinear; only for images whose sides are no powers of two. */
function resample(source: LinearPixels, width: number, height: number): LinearPixels {
  if (source.width === width && source.height === height) return source;
  const data = new Float32Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = ((x + 0.5) * source.width) / width - 0.5;
      const v = ((y + 0.5) * source.height) / height - 0.5;
      for (let k = 0; k < 4; k++) data[(y * width + x) * 4 + k] = bilinear(source, u, v, k);
    }
  }
  return { width, height, data };
}

function bilinear(source: LinearPixels, u: number, v: number, channel: number): number {
  const clampX = (x: number) => Math.min(Math.max(x, 0), source.width - 1);
  const clampY = (y: number) => Math.min(Math.max(y, 0), source.height - 1);
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const read = (i: number, j: number) =>
    at(source, (clampY(j) * source.width + clampX(i)) * 4 + channel);
  const upper = read(x, y) + (read(x + 1, y) - read(x, y)) * (u - x);
  const lower = read(x, y + 1) + (read(x + 1, y + 1) - read(x, y + 1)) * (u - x);
  return upper + (lower - upper) * (v - y);
}

const SRGB_TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
  const value = i / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
