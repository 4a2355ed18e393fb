// Colours are multiplied in a power of 2.4: (a·b)^(1/2.4) = a^(1/2.4) · b^(1/2.4), so a texture and the light on it need one
// multiplication a pixel, no decoding and no encoding. sRGB is 1.055·x^(1/2.4) − 0.055 above 0.0031, so the way out is one
// subtraction; the straight piece below costs at most three of 255 levels, in near-black only.

/** x^(1/2.4) for four values ≥ 0, within 0.02 %: 2^(log2(x) / 2.4) by two polynomials. */
@inline
export function encodePower(x: v128): v128 {
  const bits = f32x4.max(x, f32x4.splat(1e-12));
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(127)));
  const mantissa = v128.or(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(0x3f800000));
  return exp2(f32x4.mul(f32x4.add(exponent, log2OfMantissa(mantissa)), f32x4.splat(1.0 / 2.4)));
}

/** log2 on 1 to 2, by Chebyshev interpolation. */
@inline
function log2OfMantissa(m: v128): v128 {
  let p = f32x4.splat(LOG_5);
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(LOG_4));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(LOG_3));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(LOG_2));
  p = f32x4.add(f32x4.mul(p, m), f32x4.splat(LOG_1));
  return f32x4.add(f32x4.mul(p, m), f32x4.splat(LOG_0));
}

/** 2^x for -126 < x < 127: the whole part goes into the exponent, the rest through a polynomial (Chebyshev interpolation). */
@inline
function exp2(x: v128): v128 {
  const whole = f32x4.floor(x);
  const f = f32x4.sub(x, whole);
  let p = f32x4.splat(EXP_4);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(EXP_3));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(EXP_2));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(EXP_1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(EXP_0));
  return i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}

const LOG_0: f32 = -2.78792621;
const LOG_1: f32 = 5.04785541;
const LOG_2: f32 = -3.48987855;
const LOG_3: f32 = 1.58947429;
const LOG_4: f32 = -0.402513394;
const LOG_5: f32 = 0.0430049578;
const EXP_0: f32 = 1.00000349;
const EXP_1: f32 = 0.692972922;
const EXP_2: f32 = 0.241604357;
const EXP_3: f32 = 0.0517449978;
const EXP_4: f32 = 0.0136703095;
