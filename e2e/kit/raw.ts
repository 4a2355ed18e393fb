/** The bytes of samples as they go over the wire: little-endian, interleaved. */
export function toBytes(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** Cuts bytes into chunks of these sizes, over and over: odd ones end inside a sample. */
export function inChunks(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

/** The same sound on both of two channels, the second one half as loud. */
export function toStereo(samples: Int16Array): Int16Array {
  const stereo = new Int16Array(samples.length * 2);
  for (let i = 0; i < samples.length; i++) {
    stereo[2 * i] = samples[i]!;
    stereo[2 * i + 1] = samples[i]! >> 1;
  }
  return stereo;
}
