import type { Numbers, Rasterizer } from './rasterizer.ts';

/** Pieces of the rasteriser's memory that are given back together. */
export class MemoryScope {
  readonly #rasterizer: Rasterizer;
  readonly #pointers: number[] = [];

  constructor(rasterizer: Rasterizer) {
    this.#rasterizer = rasterizer;
  }

  /** A piece of so many bytes, all zero. */
  allocate(bytes: number): number {
    const pointer = this.#rasterizer.exports.allocate(bytes);
    this.#pointers.push(pointer);
    return pointer;
  }

  /** A copy of these numbers. */
  copy(numbers: Numbers): number {
    const pointer = this.allocate(numbers.byteLength);
    this.#rasterizer.write(pointer, numbers);
    return pointer;
  }

  /** Gives everything back; the scope can be used again. */
  release(): void {
    for (const pointer of this.#pointers.splice(0)) this.#rasterizer.exports.release(pointer);
  }
}
