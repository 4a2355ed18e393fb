// The colour of one pixel: texel times light.
import { TextureLevel } from './records';
import { LEVEL_HIGHEST, LEVEL_LOWEST } from './records';

/** `LIGHT_ONE` (24 bits) to 13 bits, the scale of a pixel's light. */
const LIGHT_SHIFT = 11;
/** 255 in the 8.7 fixed point of a texel. */
const FULL_TEXEL: i16 = 32640;

/** Light at a pixel as i16 × 4 in 3.13, twice: up to four times white. */
@inline
export function pixelLight(light: v128): v128 {
  const shifted = i32x4.shr_s(light, LIGHT_SHIFT);
  return i16x8.narrow_i32x4_s(shifted, shifted);
}

/** The texel at u, v (16.16 in the first two lanes), bilinear, as u16 × 4 in 8.7, twice. */
@inline
export function sample(level: TextureLevel, varying: v128): v128 {
  const at = changetype<usize>(level);
  const place = i32x4.min_s(
    i32x4.max_s(varying, v128.load(at, LEVEL_LOWEST)),
    v128.load(at, LEVEL_HIGHEST),
  );
  const u = i32x4.extract_lane(place, 0);
  const v = i32x4.extract_lane(place, 1);
  const row = <usize>((v >> 16) & level.heightMask) * level.rowTexels;
  const texel = level.texels + ((row + ((u >> 16) & level.widthMask)) << 2);
  const upper = i16x8.extend_low_i8x16_u(v128.load64_zero(texel));
  const lower = i16x8.extend_low_i8x16_u(v128.load64_zero(texel + (<usize>level.rowTexels << 2)));
  const down = i16x8.splat(<i16>((v >> 8) & 255));
  const blended = i16x8.shr_u(
    i16x8.add(
      i16x8.mul(upper, i16x8.sub(i16x8.splat(256), down)),
      i16x8.mul(lower, down),
    ),
    8,
  );
  const across = i16x8.splat(<i16>((u >> 8) & 255));
  const weights = i16x8.add(
    v128.xor(across, i16x8(-1, -1, -1, -1, 0, 0, 0, 0)),
    i16x8(257, 257, 257, 257, 0, 0, 0, 0),
  );
  const weighted = i16x8.mul(blended, weights);
  const swapped = v128.shuffle<u64>(weighted, weighted, 1, 0);
  return i16x8.shr_u(i16x8.add(weighted, swapped), 1);
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
