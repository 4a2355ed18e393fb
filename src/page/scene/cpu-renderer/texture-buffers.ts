import { ClampToEdgeWrapping, MirroredRepeatWrapping, SRGBColorSpace, type Texture } from 'three';
import { MemoryScope } from './memory-scope.ts';
import { type Rasterizer } from './rasterizer.ts';
import { type Pixels, readTexture, type Size } from './texture-pixels.ts';

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
    const pixels = readTexture(this.#texture, ({ width, height }) => ({
      width: sideFor(width, wrapS),
      height: sideFor(height, wrapT),
    }));
    if (pixels) this.#build(pixels);
  }

  release(): void {
    this.#memory.release();
    this.pointer = 0;
  }

  #build(pixels: Pixels): void {
    const { wrapS, wrapT } = this.#texture;
    const stored = mirror(
      pixels,
      wrapS === MirroredRepeatWrapping,
      wrapT === MirroredRepeatWrapping,
    );
    const sizes = levelSizes(stored);
    this.pointer = this.#memory.allocate(HEADER_BYTES + sizes.length * LEVEL_BYTES);
    this.#rasterizer.words[this.pointer >> 2] = sizes.length;
    sizes.forEach((size, i) => this.#describe(size, this.#levelAt(i)));
    this.mean = this.#fill(stored, sizes);
  }

  #levelAt(index: number): number {
    return this.pointer + HEADER_BYTES + index * LEVEL_BYTES;
  }

  /** Writes a level's record and makes room for its texels: one column and one row are repeated at the end. */
  #describe({ width, height }: Size, pointer: number): void {
    const clampsX = this.#texture.wrapS === ClampToEdgeWrapping;
    const clampsY = this.#texture.wrapT === ClampToEdgeWrapping;
    const texels = this.#memory.allocate((width + 1) * (height + 1) * 4);
    const { words, floats } = this.#rasterizer;
    words.set([texels, width - 1, height - 1, width + 1], pointer >> 2);
    floats.set([width * 65536, height * 65536, 1, 0], (pointer >> 2) + 4);
    floats.set([clampsX ? 0 : 1, clampsY ? 0 : 1, 0, 0], (pointer >> 2) + 8);
    const lowest = [clampsX ? 0 : LOWEST, clampsY ? 0 : LOWEST, LOWEST, LOWEST];
    const highest = [
      clampsX ? (width - 1) * 65536 : HIGHEST,
      clampsY ? (height - 1) * 65536 : HIGHEST,
      HIGHEST,
      HIGHEST,
    ];
    words.set([...lowest, ...highest], (pointer >> 2) + 12);
  }

  /** Has the texels of all levels made, some rows at a time: the rasteriser's memory never shrinks. @returns the mean colour, linear */
  #fill({ width, height, data }: Pixels, sizes: readonly Size[]): [number, number, number] {
    const rasterizer = this.#rasterizer;
    const scratch = new MemoryScope(rasterizer);
    const isSrgb = this.#texture.colorSpace === SRGBColorSpace;
    const linear = scratch.copy(isSrgb ? SRGB_TO_LINEAR : BYTE_TO_SHARE);
    const rowsBytes = 32 * sizes.reduce((sum, size) => sum + size.width, 0);
    const rows = scratch.allocate(rowsBytes);
    const atOnce = Math.max(1, Math.floor(STRIP_BYTES / (width * 4)));
    const strip = scratch.allocate(atOnce * width * 4);
    for (let y = 0; y < height; y += atOnce) {
      const count = Math.min(atOnce, height - y);
      rasterizer.write(strip, data.subarray(y * width * 4, (y + count) * width * 4));
      rasterizer.exports.addTextureRows(this.#levelAt(0), rows, linear, strip, y, count);
    }
    const last = (rows + rowsBytes - 32) >> 2;
    const [red, green, blue] = rasterizer.floats.subarray(last, last + 3);
    scratch.release();
    return [red!, green!, blue!];
  }
}

const LOWEST = 0x80000000;
const HIGHEST = 0x7fffffff;

/** Sides in powers of two, so that a mask wraps coordinates. */
const MAX_SIDE = 2048;
const STRIP_BYTES = 65_536;

const BYTE_TO_SHARE = Float32Array.from({ length: 256 }, (_, i) => i / 255);

const SRGB_TO_LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
  const value = i / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** This size and all smaller ones, halved down to one texel. */
function levelSizes({ width, height }: Size): Size[] {
  const sizes = [{ width, height }];
  while (width > 1 || height > 1) {
    width = Math.max(width >> 1, 1);
    height = Math.max(height >> 1, 1);
    sizes.push({ width, height });
  }
  return sizes;
}

/** The power of two that is nearest to a side; with its mirror image beside it, it is stored twice as long. */
function sideFor(length: number, wrap: number): number {
  const longest = wrap === MirroredRepeatWrapping ? MAX_SIDE / 2 : MAX_SIDE;
  return Math.min(2 ** Math.round(Math.log2(length)), longest);
}

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
