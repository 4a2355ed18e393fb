/**
 * Reads IEEE 754 half floats, little-endian. Browsers have had `DataView.getFloat16` only since 2025.
 *
 * @param count how many numbers.
 */
export function readFloat16(view: DataView, offset: number, count: number): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = toNumber(view.getUint16(offset + 2 * i, true));
  return out;
}

function toNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
