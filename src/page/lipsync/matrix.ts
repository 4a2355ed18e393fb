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

/**
 * Puts matrices beside each other into one memory.
 *
 * @throws {LipsyncError} `no-simd` where WebAssembly can't take four numbers at a time.
 */
export function createMatrices(all: readonly MatrixNumbers[]): Matrix[] {
  let end = 0;
  const places = all.map(({ weights, biases }) => {
    const rowCount = toLanes(biases.length);
    const columnCount = toLanes(weights.length / biases.length);
    const reserve = (floats: number) => (end += floats * FLOAT_BYTES) - floats * FLOAT_BYTES;
    return {
      rowCount,
      columnCount,
      rows: reserve(rowCount * columnCount),
      vector: reserve(columnCount),
      biases: reserve(rowCount),
      out: reserve(rowCount),
    };
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) });
  const kernel = createKernel(memory);
  return all.map(({ weights, biases }, i) => {
    const place = places[i]!;
    const columns = weights.length / biases.length;
    const floats = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
    biases.forEach((_, row) => {
      const at = place.rows + row * place.columnCount * FLOAT_BYTES;
      floats(at, columns).set(weights.subarray(row * columns, (row + 1) * columns));
    });
    floats(place.biases, biases.length).set(biases);
    const { rows, rowCount, columnCount, vector, out } = place;
    return {
      input: floats(vector, columns),
      output: floats(out, biases.length),
      multiply: () => kernel.multiply(rows, rowCount, columnCount, vector, place.biases, out),
    };
  });
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
