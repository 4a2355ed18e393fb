import type { BufferAttribute, InterleavedBufferAttribute, TypedArray } from 'three';

/** A vertex attribute of three, of its own buffer or of a shared one. */
export type Attribute = BufferAttribute | InterleavedBufferAttribute;

/** Counts up when an attribute has been changed. */
export function versionOf(attribute: Attribute): number {
  return 'data' in attribute ? attribute.data.version : attribute.version;
}

/** The first `size` components of every vertex as floats, normalised integers decoded; missing ones are `filler`. */
export function readFloats(
  attribute: Attribute,
  size: number,
  filler = 0,
): Float32Array<ArrayBuffer> {
  if (isPlain(attribute, size)) return new Float32Array(attribute.array);
  const out = new Float32Array(attribute.count * size).fill(filler);
  const present = Math.min(size, attribute.itemSize);
  const [array, stride, offset] =
    'data' in attribute
      ? [attribute.data.array, attribute.data.stride, attribute.offset]
      : [attribute.array, attribute.itemSize, 0];
  const one = attribute.normalized ? oneOf(array) : 1;
  for (let i = 0; i < attribute.count; i++) {
    for (let k = 0; k < present; k++) {
      const value = array[i * stride + offset + k]! / one;
      // The lowest of signed integers is one less than -1 (glTF 2.0, 3.11).
      out[i * size + k] = attribute.normalized ? Math.max(value, -1) : value;
    }
  }
  return out;
}

/** What stands for 1 in an array of normalised integers. */
function oneOf(array: TypedArray): number {
  if (array instanceof Float32Array || array instanceof Float64Array) return 1;
  const isSigned =
    array instanceof Int8Array || array instanceof Int16Array || array instanceof Int32Array;
  return 2 ** (8 * array.BYTES_PER_ELEMENT - (isSigned ? 1 : 0)) - 1;
}

/** True when the attribute's array is what `readFloats` would make of it: then it is copied as a whole. */
function isPlain(attribute: Attribute, size: number): boolean {
  return (
    !('data' in attribute) &&
    attribute.array instanceof Float32Array &&
    attribute.itemSize === size &&
    attribute.array.length === attribute.count * size
  );
}

/** A geometry's triangles: its index, or the vertices in their order. */
export function readIndices(
  index: BufferAttribute | null,
  vertexCount: number,
): Uint32Array<ArrayBuffer> {
  const count = index ? index.count : vertexCount;
  const whole = count - (count % 3);
  if (index) return new Uint32Array(index.array.slice(0, whole));
  return Uint32Array.from({ length: whole }, (_, i) => i);
}
