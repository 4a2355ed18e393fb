// The colour of one pixel: texel times light.
/** `LIGHT_ONE` (24 bits) to 13 bits, the scale of a pixel's light. */
const LIGHT_SHIFT = 11;
/** 255 in the 8.7 fixed point of a texel. */
const FULL_TEXEL: i16 = 32640;

/** Light at two pixels as i16 × 8 in 3.13: up to four times white. */
@inline
export function pixelLight(light: v128, next: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(light, LIGHT_SHIFT), i32x4.shr_s(next, LIGHT_SHIFT));
}

/** Byte 1 of u in all 16-bit lanes, and byte 1 of v: what lies behind the point. An index with its top bit set gives 0, unclamped. */
const FRACTION_U = i8x16(1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1);
const FRACTION_V = i8x16(5, -1, 5, -1, 5, -1, 5, -1, 5, -1, 5, -1, 5, -1, 5, -1);

/**
 * The texels left and right of `place`, each by its share: u, v in 16.16 in the first two lanes of `place`, within the level's
 * bounds. As u16 × 4 in 8.8; their sum is the bilinear one. `stride` is the bytes from one row of texels to the next.
 */
@inline
function weigh(texels: usize, stride: usize, widthMask: i32, heightMask: i32, place: v128): v128 {
  const column = (i32x4.extract_lane(place, 0) >> 16) & widthMask;
  const row = (i32x4.extract_lane(place, 1) >> 16) & heightMask;
  const texel = texels + <usize>row * stride + (<usize>column << 2);
  const upper = i16x8.extend_low_i8x16_u(v128.load64_zero(texel));
  const lower = i16x8.extend_low_i8x16_u(v128.load64_zero(texel + stride));
  // upper · 256 + (lower − upper) · fraction: the difference may leave 16 bits, the sum comes back
  const down = i16x8.mul(i16x8.sub(lower, upper), v128.swizzle(place, FRACTION_V));
  const blended = i16x8.shr_u(i16x8.add(i16x8.shl(upper, 8), down), 8);
  // 256 − fraction for the left texel, fraction for the right one
  const weights = i16x8.add(
    v128.xor(v128.swizzle(place, FRACTION_U), i16x8(-1, -1, -1, -1, 0, 0, 0, 0)),
    i16x8(257, 257, 257, 257, 0, 0, 0, 0),
  );
  return i16x8.mul(blended, weights);
}

/** The texel at `place`, as u16 × 4 in 8.7, twice. */
@inline
export function sample(texels: usize, stride: usize, widthMask: i32, heightMask: i32, place: v128): v128 {
  return samplePair(texels, stride, widthMask, heightMask, place, place);
}

/** The texels at two places, as u16 × 8 in 8.7. */
@inline
export function samplePair(
  texels: usize, stride: usize, widthMask: i32, heightMask: i32,
  place: v128, next: v128,
): v128 {
  const first = weigh(texels, stride, widthMask, heightMask, place);
  const second = weigh(texels, stride, widthMask, heightMask, next);
  const left = v128.shuffle<u64>(first, second, 0, 2);
  const right = v128.shuffle<u64>(first, second, 1, 3);
  return i16x8.shr_u(i16x8.add(left, right), 1);
}

@inline
export function whiteTexel(): v128 {
  return i16x8.splat(FULL_TEXEL);
}

/** Texel times light, out of the encoding of gamma.ts: red, green, blue, opacity as i16 of 255, twice, not yet limited. */
@inline
export function tint(texel: v128, light: v128): v128 {
  const product = i16x8.q15mulr_sat_s(texel, light);
  // 0.055 · 255 in 11.5, less a half for rounding; opacity is only rounded
  const offset = i16x8(433, 433, 433, -16, 433, 433, 433, -16);
  return i16x8.shr_s(i16x8.sub_sat_s(product, offset), 5);
}

/** `source` over what is there: both as i16 × 4 of 255, with the opacity in the fourth lane of `source`. */
@inline
export function blendOver(source: v128, under: v128): v128 {
  const limited = i16x8.max_s(i16x8.min_s(source, i16x8.splat(255)), i16x8.splat(0));
  const opacity = i16x8.extract_lane_u(limited, 3);
  const share = opacity + (opacity >> 7);
  const sum = i16x8.add(
    i16x8.mul(limited, i16x8.splat(share)),
    i16x8.mul(under, i16x8.splat(256 - share)),
  );
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(127)), 8);
}

/** `source` added to what is there, by its opacity. */
@inline
export function blendAdd(source: v128, under: v128): v128 {
  const limited = i16x8.max_s(i16x8.min_s(source, i16x8.splat(255)), i16x8.splat(0));
  const opacity = i16x8.extract_lane_u(limited, 3);
  const share = opacity + (opacity >> 7);
  return i16x8.add(i16x8.shr_u(i16x8.mul(limited, i16x8.splat(share)), 8), under);
}
