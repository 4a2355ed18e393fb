import { LipsyncError } from './lipsync-error.ts';
import { MATRIX_WASM } from './matrix-wasm.ts';

/** Numbers that are taken at a time. */
const LANES = 4;
const FLOAT_BYTES = 4;
const PAGE_BYTES = 65_536;

/** A matrix as a model holds it. */
export interface MatrixNumbers {
  /** Row by row. */
  readonly weights: Float32Array;
  /** One for each row. */
  readonly biases: Float32Array;
}

/** What `assembly/matrix.ts` exports. Pointers are byte addresses. */
interface Kernel {
  multiply(
    rows: number,
    rowCount: number,
    columnCount: number,
    vector: number,
    biases: number,
    out: number,
  ): void;
}

/** A matrix that multiplies vectors, in WebAssembly. */
export interface Matrix {
  /** Write the vector here. */
  readonly input: Float32Array;
  /** After {@link multiply}: a number for each row. Valid until the next. */
  readonly output: Float32Array;
  multiply(): void;
}

/** Where a matrix lies, as byte addresses, and its size in memory. */
interface Place {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rows: number;
  readonly vector: number;
  readonly biases: number;
  readonly out: number;
  /** The first address behind it. */
  readonly end: number;
}

/**
 * Puts matrices beside each other into one memory.
 *
 * @throws {LipsyncError} `no-simd` where WebAssembly can't take four numbers at a time.
 */
export function createMatrices(all: readonly MatrixNumbers[]): Matrix[] {
  const places: Place[] = [];
  for (const numbers of all) places.push(placeAt(places.at(-1)?.end ?? 0, numbers));
  const bytes = places.at(-1)?.end ?? 0;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
  const kernel = createKernel(memory);
  return all.map((numbers, i) => createMatrix(numbers, places[i]!, memory, kernel));
}

function placeAt(rows: number, { weights, biases: { length } }: MatrixNumbers): Place {
  const rowCount = toLanes(length);
  const columnCount = toLanes(weights.length / length);
  const vector = rows + rowCount * columnCount * FLOAT_BYTES;
  const biases = vector + columnCount * FLOAT_BYTES;
  const out = biases + rowCount * FLOAT_BYTES;
  const end = out + rowCount * FLOAT_BYTES;
  return { rowCount, columnCount, rows, vector, biases, out, end };
}

function createMatrix(
  { weights, biases }: MatrixNumbers,
  place: Place,
  memory: WebAssembly.Memory,
  kernel: Kernel,
): Matrix {
  const columns = weights.length / biases.length;
  const floats = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
  for (let row = 0; row < biases.length; row++) {
    const at = place.rows + row * place.columnCount * FLOAT_BYTES;
    floats(at, columns).set(weights.subarray(row * columns, (row + 1) * columns));
  }
  floats(place.biases, biases.length).set(biases);
  const { rows, rowCount, columnCount, vector, out } = place;
  return {
    input: floats(vector, columns),
    output: floats(out, biases.length),
    multiply: () => kernel.multiply(rows, rowCount, columnCount, vector, place.biases, out),
  };
}

function createKernel(memory: WebAssembly.Memory): Kernel {
  try {
    const bytes = Uint8Array.from(atob(MATRIX_WASM), (char) => char.charCodeAt(0));
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    return instance.exports as unknown as Kernel;
  } catch (cause) {
    throw LipsyncError.noSimd(cause);
  }
}

function toLanes(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}
