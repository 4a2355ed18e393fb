import { type BufferGeometry } from 'three';
import { type Attribute, readFloats, readIndices, versionOf } from './attributes.ts';
import { listEdges } from './edge-list.ts';
import { MemoryScope } from './memory-scope.ts';
import { type Rasterizer } from './rasterizer.ts';
import { sparsify } from './sparse-morph.ts';
import { weldVertices } from './weld.ts';

/** A morph target in the rasteriser's memory. */
export interface MorphPointers {
  readonly indices: number;
  readonly deltas: number;
  readonly count: number;
}

/** What recomputing normals needs. */
export interface NormalPointers {
  readonly weld: number;
  readonly sums: number;
  /** The triangles' own normals at rest. */
  readonly rest: number;
}

/** A geometry in the rasteriser's memory, shared by all meshes that show it; follows changes of the geometry. */
export class GeometryBuffers {
  vertexCount = 0;
  triangleCount = 0;
  positions = 0;
  normals = 0;
  uvs: readonly number[] = [];
  colors = 0;
  indices = 0;
  edges = 0;
  edgeCount = 0;
  joints = 0;
  weights = 0;
  morphs: readonly MorphPointers[] = [];
  /** Counts up when anything has changed. */
  version = 0;
  readonly #rasterizer: Rasterizer;
  readonly #geometry: BufferGeometry;
  readonly #memory: MemoryScope;
  readonly #normalsMemory: MemoryScope;
  #normalPointers: NormalPointers | undefined;
  #seen: Seen[] = [];

  constructor(rasterizer: Rasterizer, geometry: BufferGeometry) {
    this.#rasterizer = rasterizer;
    this.#geometry = geometry;
    this.#memory = new MemoryScope(rasterizer);
    this.#normalsMemory = new MemoryScope(rasterizer);
  }

  /** Copies anew what has changed since the last call; returns whether there is anything to draw. */
  update(): boolean {
    const now = listAttributes(this.#geometry);
    if (sameShape(now, this.#seen)) this.#refill(now);
    else this.#rebuild();
    this.#seen = now;
    return this.triangleCount > 0;
  }

  /** What recomputing normals needs, made when it is first asked for. */
  get normalPointers(): NormalPointers {
    this.#normalPointers ??= this.#prepareNormals();
    return this.#normalPointers;
  }

  release(): void {
    this.#memory.release();
    this.#normalsMemory.release();
    this.#normalPointers = undefined;
    this.#seen = [];
  }

  #rebuild(): void {
    this.release();
    this.version++;
    this.triangleCount = 0;
    const position = this.#geometry.getAttribute('position');
    if (!position) return;
    const positions = readFloats(position, 3);
    const indices = readIndices(this.#geometry.getIndex(), position.count);
    this.vertexCount = position.count;
    this.triangleCount = indices.length / 3;
    this.positions = this.#memory.copy(positions);
    this.indices = this.#memory.copy(indices);
    const edges = listEdges(indices, weldVertices(positions));
    this.edges = this.#memory.copy(edges);
    this.edgeCount = edges.length / 4;
    this.#copyNormals();
    this.#copySurface();
    this.#copySkin();
    this.#copyMorphs(positions);
  }

  #copyNormals(): void {
    const normal = this.#geometry.getAttribute('normal');
    if (normal) this.normals = this.#memory.copy(readFloats(normal, 3));
    else {
      this.normals = this.#memory.allocate(this.vertexCount * 12);
      this.#computeNormals(this.normals);
    }
  }

  #copySurface(): void {
    this.uvs = UV_NAMES.map((name) => this.#copyAttribute(name, 2));
    this.colors = this.#copyAttribute('color', 4, 1);
  }

  #copySkin(): void {
    const joints = this.#geometry.getAttribute('skinIndex');
    this.joints = joints ? this.#memory.copy(Uint16Array.from(readFloats(joints, 4))) : 0;
    this.weights = this.#copyAttribute('skinWeight', 4);
  }

  #copyMorphs(positions: Float32Array): void {
    const rest = this.#geometry.morphTargetsRelative ? undefined : positions;
    const targets = this.#geometry.morphAttributes.position ?? [];
    this.morphs = targets.map((target) => {
      const { indices, deltas } = sparsify(target, rest);
      return {
        indices: this.#memory.copy(indices),
        deltas: this.#memory.copy(deltas),
        count: indices.length,
      };
    });
  }

  #copyAttribute(name: string, size: number, filler = 0): number {
    const attribute = this.#geometry.getAttribute(name);
    return attribute ? this.#memory.copy(readFloats(attribute, size, filler)) : 0;
  }

  /** Same counts, other values: they go to where the old ones are. */
  #refill(now: readonly Seen[]): void {
    const changed = now.filter((one, i) => one.version !== this.#seen[i]?.version);
    if (changed.length === 0) return;
    if (changed.some((one) => !REFILLED.has(one.name))) return this.#rebuild();
    this.version++;
    for (const { name, attribute } of changed) {
      const pointer = name === 'position' ? this.positions : this.normals;
      this.#rasterizer.write(pointer, readFloats(attribute, 3));
    }
    this.#normalsMemory.release();
    this.#normalPointers = undefined;
    if (!this.#geometry.getAttribute('normal')) this.#computeNormals(this.normals);
  }

  #computeNormals(target: number): void {
    const { weld, sums } = this.normalPointers;
    const { vertexCount, triangleCount, positions, indices } = this;
    const { smoothNormals } = this.#rasterizer.exports;
    smoothNormals(vertexCount, triangleCount, positions, indices, weld, sums, target);
  }

  #prepareNormals(): NormalPointers {
    const { vertexCount, triangleCount, positions, indices } = this;
    const memory = this.#normalsMemory;
    const normal = this.#geometry.getAttribute('normal');
    const places = readFloats(this.#geometry.getAttribute('position'), 3);
    const weld = memory.copy(weldVertices(places, normal && readFloats(normal, 3)));
    const sums = memory.allocate(vertexCount * 16);
    const rest = memory.allocate(vertexCount * 12);
    const { smoothNormals } = this.#rasterizer.exports;
    smoothNormals(vertexCount, triangleCount, positions, indices, weld, sums, rest);
    return { weld, sums, rest };
  }
}

const UV_NAMES = ['uv', 'uv1', 'uv2', 'uv3'];
const REFILLED = new Set(['position', 'normal']);

/** An attribute and the version of it that has been copied. */
interface Seen {
  readonly name: string;
  readonly attribute: Attribute;
  readonly version: number;
}

function listAttributes(geometry: BufferGeometry): Seen[] {
  const named: [string, Attribute][] = Object.entries(geometry.attributes);
  const index = geometry.getIndex();
  if (index) named.push(['index', index]);
  for (const target of geometry.morphAttributes.position ?? []) named.push(['morph', target]);
  return named.map(([name, attribute]) => ({ name, attribute, version: versionOf(attribute) }));
}

function sameShape(now: readonly Seen[], seen: readonly Seen[]): boolean {
  return now.length === seen.length && now.every((one, i) => one.attribute === seen[i]?.attribute);
}
