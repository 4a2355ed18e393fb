import { Matrix4, type Mesh, type SkinnedMesh } from 'three';
import { DRAW_CALL_BYTES } from './draw-call.ts';
import { type GeometryBuffers } from './geometry-buffers.ts';
import { MemoryScope } from './memory-scope.ts';
import { type Rasterizer } from './rasterizer.ts';

/** A vertex between the stages, `assembly/vertex.ts`. */
const VERTEX_BYTES = 80;
/** Below this a morph target is not seen. */
const MIN_WEIGHT = 1e-5;

/** What belongs to one mesh: its deformed shape, its vertices on the screen, and its draw calls. */
export class MeshBuffers {
  /** Where the mesh's shape is now: the geometry's own arrays, or the deformed ones. */
  positions = 0;
  normals = 0;
  vertices = 0;
  /** A byte for each triangle. */
  facing = 0;
  /** In which frame the mesh was last drawn. */
  lastFrame = 0;
  readonly #rasterizer: Rasterizer;
  readonly #memory: MemoryScope;
  readonly #calls: number[] = [];
  #geometry: GeometryBuffers | undefined;
  #version = -1;
  #weights = new Float32Array(0);
  #morphed: Shape = NO_SHAPE;
  #skinned: Shape = NO_SHAPE;
  #bones: { pointer: number; matrices: Float32Array } | undefined;

  constructor(rasterizer: Rasterizer) {
    this.#rasterizer = rasterizer;
    this.#memory = new MemoryScope(rasterizer);
  }

  /** Brings the mesh's shape up to date with its geometry, morph weights and bones. */
  update(mesh: Mesh, geometry: GeometryBuffers): void {
    if (this.#geometry !== geometry || this.#version !== geometry.version) this.#rebuild(geometry);
    const weights = mesh.morphTargetInfluences;
    if (weights && geometry.morphs.length > 0) this.#morph(weights, geometry);
    if ('isSkinnedMesh' in mesh && geometry.joints) this.#skin(mesh as SkinnedMesh, geometry);
  }

  /** The record of one of the mesh's draw calls. */
  callFor(part: number): number {
    return (this.#calls[part] ??= this.#memory.allocate(DRAW_CALL_BYTES));
  }

  release(): void {
    this.#memory.release();
    this.#calls.length = 0;
    this.#weights = new Float32Array(0);
    this.#morphed = this.#skinned = NO_SHAPE;
    this.#bones = undefined;
  }

  #rebuild(geometry: GeometryBuffers): void {
    this.release();
    this.#geometry = geometry;
    this.#version = geometry.version;
    this.positions = geometry.positions;
    this.normals = geometry.normals;
    this.vertices = this.#memory.allocate(geometry.vertexCount * VERTEX_BYTES);
    this.facing = this.#memory.allocate(geometry.triangleCount);
  }

  /**
   * Starts from rest whenever a weight has changed, instead of adding differences: the shape then never drifts.
   */
  #morph(weights: readonly number[], geometry: GeometryBuffers): void {
    if (!this.#weightsChanged(weights, geometry.morphs.length)) return;
    if (this.#morphed === NO_SHAPE) this.#morphed = this.#allocateShape(geometry);
    const { positions, normals } = this.#morphed;
    const { exports, bytes } = this.#rasterizer;
    const size = geometry.vertexCount * 12;
    bytes.copyWithin(positions, geometry.positions, geometry.positions + size);
    let moves = false;
    geometry.morphs.forEach((morph, i) => {
      const weight = weights[i] ?? 0;
      if (Math.abs(weight) < MIN_WEIGHT || morph.count === 0) return;
      moves = true;
      exports.addMorph(positions, morph.indices, morph.deltas, morph.count, weight);
    });
    if (moves) this.#turnNormals(geometry);
    else bytes.copyWithin(normals, geometry.normals, geometry.normals + size);
    this.positions = positions;
    this.normals = normals;
  }

  #turnNormals(geometry: GeometryBuffers): void {
    const { vertexCount, triangleCount, indices, normals: base } = geometry;
    const { weld, sums, rest } = geometry.normalPointers;
    const { positions, normals } = this.#morphed;
    const { smoothNormals, turnNormals } = this.#rasterizer.exports;
    smoothNormals(vertexCount, triangleCount, positions, indices, weld, sums, normals);
    turnNormals(vertexCount, base, rest, normals);
  }

  #weightsChanged(weights: readonly number[], count: number): boolean {
    const isNew = this.#weights.length !== count;
    if (isNew) this.#weights = new Float32Array(count);
    let changed = isNew;
    for (let i = 0; i < count; i++) {
      const weight = Math.fround(weights[i] ?? 0);
      if (weight === this.#weights[i]) continue;
      this.#weights[i] = weight;
      changed = true;
    }
    return changed;
  }

  #skin(mesh: SkinnedMesh, geometry: GeometryBuffers): void {
    if (this.#skinned === NO_SHAPE) this.#skinned = this.#allocateShape(geometry);
    const from = this.#morphed === NO_SHAPE ? geometry : this.#morphed;
    this.#rasterizer.exports.skin(
      geometry.vertexCount,
      from.positions,
      from.normals,
      geometry.joints,
      geometry.weights,
      this.#writeBones(mesh),
      this.#skinned.positions,
      this.#skinned.normals,
    );
    this.positions = this.#skinned.positions;
    this.normals = this.#skinned.normals;
  }

  /** Bones as three's shader uses them, with the bind matrices multiplied in. */
  #writeBones(mesh: SkinnedMesh): number {
    mesh.skeleton.update();
    const source = mesh.skeleton.boneMatrices ?? new Float32Array(0);
    const count = mesh.skeleton.bones.length * 16;
    if (this.#bones?.matrices.length !== count) {
      this.#bones = {
        pointer: this.#memory.allocate(count * 4),
        matrices: new Float32Array(count),
      };
    }
    const { pointer, matrices } = this.#bones;
    for (let i = 0; i < count; i += 16) {
      bone.fromArray(source, i).premultiply(mesh.bindMatrixInverse).multiply(mesh.bindMatrix);
      bone.toArray(matrices, i);
    }
    this.#rasterizer.floats.set(matrices, pointer >> 2);
    return pointer;
  }

  #allocateShape(geometry: GeometryBuffers): Shape {
    const bytes = geometry.vertexCount * 12;
    return { positions: this.#memory.allocate(bytes), normals: this.#memory.allocate(bytes) };
  }
}

interface Shape {
  readonly positions: number;
  readonly normals: number;
}

const NO_SHAPE: Shape = { positions: 0, normals: 0 };
const bone = new Matrix4();
