/** What `assembly/index.ts` exports. Pointers are byte addresses in `memory`. */
export interface RasterizerExports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  release(pointer: number): void;
  resize(width: number, height: number): void;
  setBackground(rgba: number): void;
  /** What to clear to instead: RGBA bytes in rows of `rowLength` pixels, kept by the caller; 0 for none. */
  setBackdrop(pointer: number): void;
  setLights(first: number, count: number, eyeX: number, eyeY: number, eyeZ: number): void;
  begin(): void;
  draw(call: number): void;
  smoothEdges(
    call: number,
    indices: number,
    facing: number,
    first: number,
    end: number,
    slack: number,
  ): void;
  smoothSteps(): void;
  finish(): void;
  addMorph(positions: number, indices: number, deltas: number, count: number, weight: number): void;
  smoothNormals(
    vertexCount: number,
    triangleCount: number,
    positions: number,
    indices: number,
    weld: number,
    sums: number,
    normals: number,
  ): void;
  turnNormals(vertexCount: number, base: number, rest: number, now: number): void;
  skin(
    vertexCount: number,
    positions: number,
    normals: number,
    joints: number,
    weights: number,
    bones: number,
    skinnedPositions: number,
    skinnedNormals: number,
  ): void;
  addTextureRows(
    first: number,
    rows: number,
    linear: number,
    bytes: number,
    y: number,
    count: number,
  ): void;
  colorPointer(): number;
  yuvPointer(): number;
  rowLength(): number;
}

/** Numbers that can be copied into the rasteriser's memory. */
export type Numbers = Float32Array | Uint32Array | Uint16Array | Uint8Array | Uint8ClampedArray;

/** The WebAssembly rasteriser with views of its memory, which stay right when the memory grows. */
export class Rasterizer {
  readonly exports: RasterizerExports;
  #bytes = new Uint8Array(0);
  #floats = new Float32Array(0);
  #words = new Uint32Array(0);

  constructor(module: WebAssembly.Module) {
    const imports = { env: { abort: failOutOfMemory } };
    this.exports = new WebAssembly.Instance(module, imports)
      .exports as unknown as RasterizerExports;
  }

  /** All of the memory as bytes; not to be kept, growing detaches it. */
  get bytes(): Uint8Array<ArrayBuffer> {
    this.#refresh();
    return this.#bytes;
  }

  /** All of the memory as floats: index is pointer / 4. */
  get floats(): Float32Array<ArrayBuffer> {
    this.#refresh();
    return this.#floats;
  }

  /** All of the memory as unsigned words: index is pointer / 4. */
  get words(): Uint32Array<ArrayBuffer> {
    this.#refresh();
    return this.#words;
  }

  /** Copies numbers to memory that has been allocated. */
  write(pointer: number, numbers: Numbers): void {
    const source = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    this.bytes.set(source, pointer);
  }

  #refresh(): void {
    const buffer = this.exports.memory.buffer;
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#floats = new Float32Array(buffer);
    this.#words = new Uint32Array(buffer);
  }
}

function failOutOfMemory(): never {
  throw new RangeError('The CPU renderer ran out of memory: draw smaller meshes or textures.');
}
