import { type Pixels } from './texture-pixels.ts';

/**
 * A texture, four numbers a pixel, opacity the fourth: in linear light or, as long as nothing has been averaged, as the bytes
 * that it came as. A texture of a megapixel has sixteen megabytes in floats.
 */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array | Uint8Array | Uint8ClampedArray;
  /** Bytes are colours in linear light by this table; undefined for floats. */
  readonly decoded?: Float32Array | undefined;
}

/** Sides in powers of two, so that a mask wraps coordinates. */
const MAX_SIDE = 2048;

/** The first level: the pixels as they are, or in linear light when sides have to become powers of two. */
export function firstLevel(pixels: Pixels, isSrgb: boolean): Level {
  const level = { ...pixels, decoded: isSrgb ? SRGB_TO_LINEAR : BYTE_TO_SHARE };
  return resample(level, nearestPower(level.width), nearestPower(level.height));
}

/** This size and all smaller ones down to one pixel, each the mean of four of the last. */
export function buildLevels(first: Level): Level[] {
  const levels = [first];
  let last = first;
  while (last.width > 1 || last.height > 1) {
    last = halve(last);
    levels.push(last);
  }
  return levels;
}

/** The colour of the smallest level, linear. */
export function meanOf(smallest: Level): readonly [number, number, number] {
  const [red, green, blue] = readRow(smallest, 0, new Float32Array(4));
  return [red!, green!, blue!];
}

function nearestPower(side: number): number {
  return Math.min(2 ** Math.round(Math.log2(side)), MAX_SIDE);
}

function halve(level: Level): Level {
  const width = Math.max(level.width >> 1, 1);
  const height = Math.max(level.height >> 1, 1);
  const data = new Float32Array(width * height * 4);
  const right = level.width > 1 ? 4 : 0;
  const upper = new Float32Array(level.width * 4);
  const lower = new Float32Array(level.width * 4);
  for (let y = 0, to = 0; y < height; y++) {
    readRow(level, 2 * y, upper);
    readRow(level, Math.min(2 * y + 1, level.height - 1), lower);
    for (let x = 0, at = 0; x < width; x++, at += right) {
      for (let k = 0; k < 4; k++, at++, to++) {
        data[to] = (upper[at]! + upper[at + right]! + lower[at]! + lower[at + right]!) / 4;
      }
    }
  }
  return { width, height, data };
}

/** A row of a level in linear light. @returns `row` */
function readRow({ width, data, decoded }: Level, y: number, row: Float32Array): Float32Array {
  const from = data.subarray(y * width * 4, (y + 1) * width * 4);
  if (decoded) decodeInto(row, from, decoded);
  else row.set(from);
  return row;
}

function decodeInto(row: Float32Array, bytes: Level['data'], decoded: Float32Array): void {
  for (let i = 0; i < row.length; i += 4) {
    row[i] = decoded[bytes[i]!]!;
    row[i + 1] = decoded[bytes[i + 1]!]!;
    row[i + 2] = decoded[bytes[i + 2]!]!;
    row[i + 3] = BYTE_TO_SHARE[bytes[i + 3]!]!;
  }
}

/** Bilinear; only for images whose sides are no powers of two. */
function resample(level: Level, width: number, height: number): Level {
  if (level.width === width && level.height === height) return level;
  const source = new Float32Array(level.width * level.height * 4);
  const rowLength = level.width * 4;
  for (let y = 0; y < level.height; y++) {
    readRow(level, y, source.subarray(y * rowLength, (y + 1) * rowLength));
  }
  const linear = { width: level.width, height: level.height, data: source };
  const data = new Float32Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = ((x + 0.5) * level.width) / width - 0.5;
      const v = ((y + 0.5) * level.height) / height - 0.5;
      for (let k = 0; k < 4; k++) {
        data[(y * width + x) * 4 + k] = bilinear(linear, u, v, k);
      }
    }
  }
  return { width, height, data };
}

function bilinear({ width, height, data }: Level, u: number, v: number, channel: number): number {
  const clampX = (x: number) => Math.min(Math.max(x, 0), width - 1);
  const clampY = (y: number) => Math.min(Math.max(y, 0), height - 1);
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const read = (i: number, j: number) => data[(clampY(j) * width + clampX(i)) * 4 + channel]!;
  const upper = read(x, y) + (read(x + 1, y) - read(x, y)) * (u - x);
  const lower = read(x, y + 1) + (read(x + 1, y + 1) - read(x, y + 1)) * (u - x);
  return upper + (lower - upper) * (v - y);
}

const BYTE_TO_SHARE = Float32Array.from({ length: 256 }, (_, i) => i / 255);

const SRGB_TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
  const value = i / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
