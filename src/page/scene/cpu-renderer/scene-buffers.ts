import { type BufferGeometry, type EventDispatcher, type Mesh, type Texture } from 'three';
import { GeometryBuffers } from './geometry-buffers.ts';
import { MeshBuffers } from './mesh-buffers.ts';
import { type Rasterizer } from './rasterizer.ts';
import { TextureBuffers } from './texture-buffers.ts';

/** A mesh that has not been drawn for so many frames gives its memory back. */
const IDLE_FRAMES = 90;

/** The rasteriser's copies of a scene's geometries, textures and meshes. */
export class SceneBuffers {
  readonly #rasterizer: Rasterizer;
  readonly #geometries = new Map<BufferGeometry, GeometryBuffers>();
  readonly #textures = new Map<Texture, TextureBuffers>();
  readonly #meshes = new Map<Mesh, MeshBuffers>();

  constructor(rasterizer: Rasterizer) {
    this.#rasterizer = rasterizer;
  }

  geometry(geometry: BufferGeometry): GeometryBuffers {
    return this.#find(this.#geometries, geometry, GeometryBuffers);
  }

  texture(texture: Texture): TextureBuffers {
    return this.#find(this.#textures, texture, TextureBuffers);
  }

  mesh(mesh: Mesh): MeshBuffers {
    let found = this.#meshes.get(mesh);
    if (!found) this.#meshes.set(mesh, (found = new MeshBuffers(this.#rasterizer)));
    return found;
  }

  /** Gives back what belongs to meshes that are no longer drawn. */
  sweep(frame: number): void {
    for (const [mesh, buffers] of this.#meshes) {
      if (frame - buffers.lastFrame <= IDLE_FRAMES) continue;
      buffers.release();
      this.#meshes.delete(mesh);
    }
  }

  release(): void {
    for (const store of [this.#geometries, this.#textures, this.#meshes]) {
      for (const buffers of store.values()) buffers.release();
      store.clear();
    }
  }

  /** Made when first asked for, released when three disposes of the source. */
  #find<S extends EventDispatcher<{ dispose: object }>, B extends { release(): void }>(
    store: Map<S, B>,
    source: S,
    Buffers: new (rasterizer: Rasterizer, source: S) => B,
  ): B {
    const found = store.get(source);
    if (found) return found;
    const made = new Buffers(this.#rasterizer, source);
    store.set(source, made);
    source.addEventListener('dispose', function forget() {
      source.removeEventListener('dispose', forget);
      made.release();
      store.delete(source);
    });
    return made;
  }
}
