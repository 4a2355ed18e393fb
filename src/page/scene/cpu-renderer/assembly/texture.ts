// Texels: bilinear reads of two places at a time. Coordinates come as u and v of four pixels in 16.16, within their level's bounds.
import { TEXEL_ONE } from './constants';

/**
 * Texels are kept as signed bytes, less 128, and shares as 7 bits: what SSSE3's PMADDUBSW and the relaxed dot product of
 * WebAssembly take, and the same on every machine.
 */
const BIAS = <i16>(128 * TEXEL_ONE);
/** One in the 15 bits of a column's share. */
const COLUMN_ONE: i16 = 32767;

/** Byte 1 of each coordinate, what lies behind the point, as two numbers of 16 bits. An index with its top bit set gives 0. */
const FRACTION = i8x16(1, -1, 1, -1, 5, -1, 5, -1, 9, -1, 9, -1, 13, -1, 13, -1);

/** Where the texels of four pixels are, counted from the level's first. `wrap` and `pitch`: a row's number in the upper 16 bits. */
@inline
export function texelIndices(u: v128, v: v128, wrap: v128, pitch: v128): v128 {
  const cells = v128.shuffle<i16>(i32x4.shr_u(u, 16), v, 0, 9, 2, 11, 4, 13, 6, 15);
  return i32x4.dot_i16x8_s(v128.and(cells, wrap), pitch);
}

/** The share of the right column for each of four pixels, of `COLUMN_ONE`. */
@inline
export function columnWeights(u: v128): v128 {
  return i16x8.shl(v128.swizzle(u, FRACTION), 7);
}

/** The shares of the upper and the lower row for each of four pixels, of `TEXEL_ONE`, as bytes in turn. */
@inline
export function rowWeights(v: v128): v128 {
  const lower = i16x8.shr_u(v128.swizzle(v, FRACTION), 1);
  return v128.or(i16x8.shl(lower, 8), i16x8.sub(i16x8.splat(<i16>TEXEL_ONE), lower));
}

/** The texels of the first two of four pixels, as i16 × 8 times `TEXEL_ONE`. */
@inline
export function samplePair(texels: usize, rowBytes: usize, indices: v128, across: v128, down: v128): v128 {
  const rest = i16x8.sub(i16x8.splat(COLUMN_ONE), across);
  const first = weigh(
    texels + (<usize>i32x4.extract_lane(indices, 0) << 2), rowBytes,
    v128.shuffle<i32>(rest, across, 0, 0, 4, 4), v128.shuffle<i32>(down, down, 0, 0, 0, 0),
  );
  const second = weigh(
    texels + (<usize>i32x4.extract_lane(indices, 1) << 2), rowBytes,
    v128.shuffle<i32>(rest, across, 1, 1, 5, 5), v128.shuffle<i32>(down, down, 1, 1, 1, 1),
  );
  const left = v128.shuffle<i64>(first, second, 0, 2);
  const right = v128.shuffle<i64>(first, second, 1, 3);
  return i16x8.add(i16x8.add(left, right), i16x8.splat(BIAS));
}

/** The left and the right column's part of a texel, less 128. */
@inline
function weigh(texel: usize, rowBytes: usize, across: v128, down: v128): v128 {
  const upper = v128.load64_zero(texel);
  const lower = v128.load64_zero(texel + rowBytes);
  const pairs = v128.shuffle<i8>(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return i16x8.relaxed_q15mulr_s(i16x8.relaxed_dot_i8x16_i7x16_s(pairs, down), across);
}
