import type { BufferAttribute, InterleavedBufferAttribute } from 'three';

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
  const out = new Float32Array(attribute.count * size);
  const present = Math.min(size, attribute.itemSize);
  for (let i = 0; i < attribute.count; i++) {
    for (let k = 0; k < size; k++) {
      out[i * size + k] = k < present ? attribute.getComponent(i, k) : filler;
    }
  }
  return out;
}

/** True when the attribute's array is what `readFloats` would make of it: decoding each number takes ten times as long. */
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
