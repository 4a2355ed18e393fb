// The colours of two pixels: texel times light.
import { FULL_TEXEL } from './constants';

/** `LIGHT_ONE` (24 bits) to 13 bits, the scale of a pixel's light. */
const LIGHT_SHIFT = 11;

/** Light at two pixels as i16 × 8 in 3.13: up to four times white. */
@inline
export function pixelLight(light: v128, next: v128): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(light, LIGHT_SHIFT), i32x4.shr_s(next, LIGHT_SHIFT));
}

@inline
export function whiteTexel(): v128 {
  return i16x8.splat(<i16>FULL_TEXEL);
}

/** Which of four pixels, as 32-bit masks, are at least as opaque as `reference`: texels by twos. */
@inline
export function isOpaque(first: v128, second: v128, reference: i32): v128 {
  const opacities = v128.shuffle<i16>(first, second, 3, 3, 7, 7, 11, 11, 15, 15);
  return i16x8.ge_s(opacities, i16x8.splat(<i16>reference));
}

/** Texel times light, out of the encoding of gamma.ts: red, green, blue, opacity as i16 of 255, twice, not yet limited. */
@inline
export function tint(texel: v128, light: v128): v128 {
  const product = i16x8.relaxed_q15mulr_s(texel, light);
  // 0.055 · 255 in 11.5, less a half for rounding; opacity is only rounded
  const offset = i16x8(433, 433, 433, -16, 433, 433, 433, -16);
  return i16x8.shr_s(i16x8.sub_sat_s(product, offset), 5);
}

/** `source` over what is there: both as i16 × 8 of 255, with the opacities in the fourth lanes of `source`. */
@inline
export function blendOver(source: v128, under: v128): v128 {
  const limited = limit(source);
  const share = opacityOf(limited);
  const sum = i16x8.add(
    i16x8.mul(limited, share),
    i16x8.mul(under, i16x8.sub(i16x8.splat(256), share)),
  );
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(127)), 8);
}

/** `source` added to what is there, by its opacity. */
@inline
export function blendAdd(source: v128, under: v128): v128 {
  const limited = limit(source);
  return i16x8.add(i16x8.shr_u(i16x8.mul(limited, opacityOf(limited)), 8), under);
}

@inline
function limit(source: v128): v128 {
  return i16x8.max_s(i16x8.min_s(source, i16x8.splat(255)), i16x8.splat(0));
}

/** The opacity of each pixel, of 256, in all its lanes. */
@inline
function opacityOf(source: v128): v128 {
  const opacity = v128.shuffle<i16>(source, source, 3, 3, 3, 3, 7, 7, 7, 7);
  return i16x8.add(opacity, i16x8.shr_u(opacity, 7));
}
