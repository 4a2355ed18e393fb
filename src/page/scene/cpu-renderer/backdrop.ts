import type { Texture } from 'three';
import { MemoryScope } from './memory-scope.ts';
import type { Rasterizer } from './rasterizer.ts';
import { type Pixels, readTexture } from './texture-pixels.ts';

/** A texture as `scene.background`, brought to the picture's size once: clearing to it is copying it. */
export class Backdrop {
  readonly #rasterizer: Rasterizer;
  readonly #memory: MemoryScope;
  #seen = '';

  constructor(rasterizer: Rasterizer) {
    this.#rasterizer = rasterizer;
    this.#memory = new MemoryScope(rasterizer);
  }

  /** Clears to this texture from now on, or to the background colour without one. */
  use(texture: Texture | undefined, width: number, height: number): void {
    const now = texture ? [texture.uuid, texture.version, width, height].join() : '';
    if (now === this.#seen) return;
    this.release();
    this.#seen = now;
    const pixels = texture && readTexture(texture);
    if (!pixels) return;
    const rowPx = this.#rasterizer.exports.rowLength();
    const picture = stretch(pixels, texture.flipY, { width, height, rowPx });
    this.#rasterizer.exports.setBackdrop(this.#memory.copy(picture));
  }

  release(): void {
    if (this.#seen !== '') this.#rasterizer.exports.setBackdrop(0);
    this.#seen = '';
    this.#memory.release();
  }
}

/** The nearest pixel of a picture for each of another size; rows of textures go upwards unless they are flipped. */
function stretch(
  from: Pixels,
  flipped: boolean,
  to: { readonly width: number; readonly height: number; readonly rowPx: number },
): Uint8Array {
  const out = new Uint8Array(to.rowPx * to.height * 4);
  const source = new Uint32Array(from.data.slice().buffer);
  const words = new Uint32Array(out.buffer);
  for (let y = 0; y < to.height; y++) {
    const fromY = Math.floor(((y + 0.5) / to.height) * from.height);
    const row = (flipped ? fromY : from.height - 1 - fromY) * from.width;
    for (let x = 0; x < to.width; x++) {
      words[y * to.rowPx + x] = source[row + Math.floor(((x + 0.5) / to.width) * from.width)]!;
    }
  }
  return out;
}
