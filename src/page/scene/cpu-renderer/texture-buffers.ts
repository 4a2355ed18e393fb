import { ClampToEdgeWrapping, MirroredRepeatWrapping, SRGBColorSpace, type Texture } from 'three';
import { MemoryScope } from './memory-scope.ts';
import { type Rasterizer } from './rasterizer.ts';
import { buildLevels, firstLevel, meanOf, type Level } from './texture-levels.ts';
import { type Pixels, readTexture } from './texture-pixels.ts';

/** Sizes of the records in `assembly/records.ts`. */
const HEADER_BYTES = 16;
const LEVEL_BYTES = 80;

/** A texture with all its sizes in the rasteriser's memory; follows changes of the texture. */
export class TextureBuffers {
  /** The texture's record; 0 while there is no image. */
  pointer = 0;
  /** The mean colour, linear. */
  mean: readonly [number, number, number] = [1, 1, 1];
  readonly #rasterizer: Rasterizer;
  readonly #texture: Texture;
  readonly #memory: MemoryScope;
  #seen = '';

  constructor(rasterizer: Rasterizer, texture: Texture) {
    this.#rasterizer = rasterizer;
    this.#texture = texture;
    this.#memory = new MemoryScope(rasterizer);
  }

  /** Copies the texture anew if it has changed since the last call. */
  update(): void {
    const { version, source, wrapS, wrapT, colorSpace } = this.#texture;
    const now = [version, source.uuid, source.version, wrapS, wrapT, colorSpace].join();
    if (now === this.#seen) return;
    this.#seen = now;
    this.release();
    const pixels = readTexture(this.#texture);
    if (pixels) this.#build(pixels);
  }

  release(): void {
    this.#memory.release();
    this.pointer = 0;
  }

  #build(pixels: Pixels): void {
    const { wrapS, wrapT, colorSpace } = this.#texture;
    const mirrored = mirror(
      pixels,
      wrapS === MirroredRepeatWrapping,
      wrapT === MirroredRepeatWrapping,
    );
    const levels = buildLevels(firstLevel(mirrored, colorSpace === SRGBColorSpace));
    this.pointer = this.#memory.allocate(HEADER_BYTES + levels.length * LEVEL_BYTES);
    this.#rasterizer.words[this.pointer >> 2] = levels.length;
    levels.forEach((level, i) =>
      this.#writeLevel(level, this.pointer + HEADER_BYTES + i * LEVEL_BYTES),
    );
    this.mean = meanOf(levels.at(-1)!);
  }

  #writeLevel(level: Level, pointer: number): void {
    const { width, height } = level;
    const clampsX = this.#texture.wrapS === ClampToEdgeWrapping;
    const clampsY = this.#texture.wrapT === ClampToEdgeWrapping;
    const texels = this.#memory.copy(encodeTexels(level, clampsX, clampsY));
    const words = this.#rasterizer.words;
    words.set([texels, width - 1, height - 1, width + 1], pointer >> 2);
    this.#rasterizer.floats.set([width * 65536, height * 65536, 1, 0], (pointer >> 2) + 4);
    this.#rasterizer.floats.set([clampsX ? 0 : 1, clampsY ? 0 : 1, 0, 0], (pointer >> 2) + 8);
    const lowest = [clampsX ? 0 : LOWEST, clampsY ? 0 : LOWEST, LOWEST, LOWEST];
    const highest = [
      clampsX ? (width - 1) * 65536 : HIGHEST,
      clampsY ? (height - 1) * 65536 : HIGHEST,
      HIGHEST,
      HIGHEST,
    ];
    words.set([...lowest, ...highest], (pointer >> 2) + 12);
  }
}

const LOWEST = 0x80000000;
const HIGHEST = 0x7fffffff;

/**
 * Texels as the pixel stage wants them: colours in the encoding of `assembly/gamma.ts`, less 128 as signed bytes, one column and
 * one row repeated at the end (the first ones where the texture repeats, the last ones where it does not).
 */
function encodeTexels(level: Level, clampsX: boolean, clampsY: boolean): Uint8Array<ArrayBuffer> {
  const { width, height } = level;
  const rowBytes = (width + 1) * 4;
  const out = new Uint8Array(rowBytes * (height + 1));
  const encodeRow = level.decoded ? rowByTable(level.decoded) : encodeLinearRow;
  for (let y = 0; y < height; y++) {
    const row = y * rowBytes;
    encodeRow(level.data, y * width * 4, out.subarray(row, row + width * 4));
    const repeated = clampsX ? row + (width - 1) * 4 : row;
    out.copyWithin(row + width * 4, repeated, repeated + 4);
  }
  const repeated = clampsY ? (height - 1) * rowBytes : 0;
  out.copyWithin(height * rowBytes, repeated, repeated + rowBytes);
  const words = new Uint32Array(out.buffer);
  for (let i = 0; i < words.length; i++) words[i]! ^= 0x80808080;
  return out;
}

type Numbers = Level['data'];

function encodeLinearRow(data: Numbers, from: number, row: Uint8Array): void {
  for (let to = 0; to < row.length; to += 4, from += 4) {
    row[to] = encode(data[from]!);
    row[to + 1] = encode(data[from + 1]!);
    row[to + 2] = encode(data[from + 2]!);
    row[to + 3] = Math.round(data[from + 3]! * 255);
  }
}

function rowByTable(decoded: Float32Array) {
  const encoded = Uint8Array.from(decoded, encode);
  return (data: Numbers, from: number, row: Uint8Array): void => {
    for (let to = 0; to < row.length; to += 4, from += 4) {
      row[to] = encoded[data[from]!]!;
      row[to + 1] = encoded[data[from + 1]!]!;
      row[to + 2] = encoded[data[from + 2]!]!;
      row[to + 3] = data[from + 3]!;
    }
  };
}

/** Linear light to (sRGB + 0.055) / 1.055, by a table that is finest in the dark. */
function encode(linear: number): number {
  return ENCODED[(Math.sqrt(linear) * 4095 + 0.5) | 0]!;
}

const ENCODED = Uint8Array.from({ length: 4096 }, (_, i) => {
  const linear = (i / 4095) ** 2;
  const srgb = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(((srgb + 0.055) / 1.055) * 255);
});

/** Puts a picture's mirror image beside it and below it, so that repeating it mirrors. */
function mirror(pixels: Pixels, acrossX: boolean, acrossY: boolean): Pixels {
  if (!acrossX && !acrossY) return pixels;
  const width = pixels.width * (acrossX ? 2 : 1);
  const height = pixels.height * (acrossY ? 2 : 1);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const fromY = y < pixels.height ? y : height - 1 - y;
    for (let x = 0; x < width; x++) {
      const fromX = x < pixels.width ? x : width - 1 - x;
      const from = (fromY * pixels.width + fromX) * 4;
      data.set(pixels.data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** How often a texture's picture fits into what is stored of it: half as often where it is mirrored. */
export function storedScale(texture: Texture): readonly [number, number] {
  const scale = (wrap: number) => (wrap === MirroredRepeatWrapping ? 0.5 : 1);
  return [scale(texture.wrapS), scale(texture.wrapT)];
}
