/** `not-wav`: no RIFF/WAVE file; `no-sound`: no format or data in it; `unsupported`: a codec. */
export type WavErrorReason = 'not-wav' | 'no-sound' | 'unsupported';

/** What can be wrong with a sound file. */
export class WavError extends Error {
  override readonly name = 'WavError';
  readonly reason: WavErrorReason;

  constructor(reason: WavErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Sound of a file, mixed to mono. */
export interface WavSound {
  readonly sampleRateHz: number;
  /** From -1 to 1. */
  readonly samples: Float32Array;
}

interface WavFormat {
  readonly code: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly bits: number;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

type ReadSample = (view: DataView, offset: number) => number;

/** By format code and bits. 8-bit samples are unsigned, wider ones signed (Microsoft's RIFF rules). */
const READERS: Readonly<Record<string, ReadSample>> = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 0x8000,
  [`${PCM}/24`]: (view, at) =>
    ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x80_0000,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 0x8000_0000,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
  [`${FLOAT}/64`]: (view, at) => view.getFloat64(at, true),
};

/**
 * Reads an uncompressed WAV file, whatever its width and channels. A data chunk that claims more than
 * there is (as files written to a pipe do) is read to the file's end.
 *
 * @throws {WavError}
 */
export function readWav(bytes: ArrayBuffer): WavSound {
  const view = new DataView(bytes);
  if (bytes.byteLength < 12 || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') {
    throw new WavError('not-wav', 'This is no WAV file: it does not begin with RIFF … WAVE.');
  }
  const chunks = findChunks(view);
  const formatAt = chunks.get('fmt ');
  const data = chunks.get('data');
  if (!formatAt || formatAt.byteLength < 16 || !data) {
    throw new WavError('no-sound', 'This WAV file has no format or no data chunk.');
  }
  const format = readFormat(formatAt);
  return { sampleRateHz: format.sampleRateHz, samples: readSamples(data, format) };
}

function tagAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(offset + i)));
}

function findChunks(view: DataView): Map<string, DataView> {
  const chunks = new Map<string, DataView>();
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const length = Math.min(size, view.byteLength - at - 8);
    chunks.set(tagAt(view, at), new DataView(view.buffer, at + 8, length));
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function readFormat(view: DataView): WavFormat {
  const plain = view.getUint16(0, true);
  const code = plain === EXTENSIBLE && view.byteLength >= 26 ? view.getUint16(24, true) : plain;
  return {
    code,
    channels: view.getUint16(2, true),
    sampleRateHz: view.getUint32(4, true),
    bits: view.getUint16(14, true),
  };
}

function readSamples(data: DataView, { code, channels, bits }: WavFormat): Float32Array {
  const read = READERS[`${code}/${bits}`];
  if (!read || channels === 0) {
    const what = `format ${code}, ${bits} bits, ${channels} channels`;
    throw new WavError(
      'unsupported',
      `This WAV file is not plain PCM (${what}); convert it first.`,
    );
  }
  const width = bits / 8;
  const samples = new Float32Array(Math.floor(data.byteLength / (width * channels)));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += read(data, (i * channels + c) * width);
    samples[i] = sum / channels;
  }
  return samples;
}
