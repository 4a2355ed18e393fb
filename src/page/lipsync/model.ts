import { readFloat16 } from './float16.ts';
import { LipsyncError } from './lipsync-error.ts';
import { createMatrices, type Matrix } from './matrix.ts';
import { BAND_COUNT, INPUT_COUNT } from './mel-bands.ts';
import { VISEME_COUNT, VISEMES } from './visemes.ts';

/** One temporal convolution. */
export interface Layer {
  /** `input` and `residual` layers are rectified; a `residual` one adds its input to its output. */
  readonly kind: 'input' | 'residual' | 'output';
  /** Frames it looks at, relative to its own. */
  readonly taps: readonly number[];
  readonly inputs: number;
  readonly outputs: number;
  /** From [tap][input] to [output]. All that run the model share it. */
  readonly matrix: Matrix;
}

/** A trained network, as `tools/lipsync` writes it. */
export interface LipsyncModel {
  /** The average voice's log-mel bands: what a voice is measured against until it is known. */
  readonly prior: Float32Array;
  readonly layers: readonly Layer[];
  /** How it was trained, in words. */
  readonly about: string;
}

type LayerShape = Omit<Layer, 'matrix'>;

interface Header {
  readonly visemes: readonly string[];
  readonly bands: number;
  readonly layers: readonly LayerShape[];
  readonly about: string;
}

const MAGIC = 0x534c504d; // "MPLS", little-endian
const VERSION = 1;
const HEADER_AT = 12;

/**
 * Parses a model file. Its layout is described in `tools/lipsync/weights_file.py`.
 *
 * @throws {LipsyncError} `bad-model` when the bytes are not a model that this code can run; `no-simd`.
 */
export function loadModel(bytes: ArrayBuffer): LipsyncModel {
  const view = new DataView(bytes);
  const headerLength = readPreamble(view);
  const header = parseHeader(new Uint8Array(bytes, HEADER_AT, headerLength));
  checkHeader(header);
  const numbers = readNumbers(view, HEADER_AT + headerLength, header);
  const prior = numbers.subarray(0, BAND_COUNT);
  return { prior, layers: cutLayers(header, numbers), about: header.about };
}

function readPreamble(view: DataView): number {
  if (view.byteLength < HEADER_AT || view.getUint32(0, true) !== MAGIC) {
    throw LipsyncError.badModel('it does not begin with "MPLS"');
  }
  const version = view.getUint32(4, true);
  if (version !== VERSION) throw LipsyncError.badModel(`its version is ${version}, not ${VERSION}`);
  const headerLength = view.getUint32(8, true);
  if (HEADER_AT + headerLength > view.byteLength) throw LipsyncError.badModel('it is cut short');
  return headerLength;
}

function parseHeader(bytes: Uint8Array): Header {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Header;
  } catch (cause) {
    throw LipsyncError.badModel('its header is no JSON', cause);
  }
}

function checkHeader({ visemes, bands, layers }: Header): void {
  if (bands !== BAND_COUNT) throw LipsyncError.badModel(`it hears ${bands} bands`);
  if (visemes.join() !== VISEMES.join()) throw LipsyncError.badModel('its visemes are others');
  let width = INPUT_COUNT;
  for (const { inputs, outputs } of layers) {
    if (inputs !== width) throw LipsyncError.badModel('its layers do not fit together');
    width = outputs;
  }
  if (width !== VISEME_COUNT + 1) throw LipsyncError.badModel(`it has ${width} outputs`);
}

function readNumbers(view: DataView, offset: number, { layers }: Header): Float32Array {
  let count = BAND_COUNT;
  for (const shape of layers) count += weightCount(shape) + shape.outputs;
  const left = view.byteLength - offset;
  if (left !== 2 * count) throw LipsyncError.badModel(`it has ${left} bytes of ${2 * count}`);
  const numbers = readFloat16(view, offset, count);
  if (!numbers.every(Number.isFinite)) throw LipsyncError.badModel('it holds no finite numbers');
  return numbers;
}

function cutLayers({ layers }: Header, numbers: Float32Array): Layer[] {
  let at = BAND_COUNT;
  const matrices = createMatrices(
    layers.map((shape) => {
      const size = weightCount(shape);
      const weights = transpose(numbers.subarray(at, at + size), shape.outputs);
      const biases = numbers.subarray(at + size, at + size + shape.outputs);
      at += size + shape.outputs;
      return { weights, biases };
    }),
  );
  return layers.map((shape, i) => ({ ...shape, matrix: matrices[i]! }));
}

function weightCount({ taps, inputs, outputs }: LayerShape): number {
  return taps.length * inputs * outputs;
}

/** From [tap and input][output] to [output][tap and input]. */
function transpose(weights: Float32Array, columns: number): Float32Array {
  const rows = weights.length / columns;
  const out = new Float32Array(weights.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      out[column * rows + row] = weights[row * columns + column]!;
    }
  }
  return out;
}
