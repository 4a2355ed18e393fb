// How light, texture coordinates and depth change over a triangle's plane.
import { FIRST_LEVEL, LEVEL_REPEATS, LEVEL_SCALE, LEVEL_SIZE, TextureLevel } from './records';
import { Vertex } from './vertex';

/** Steps a pixel to the right and a row down, and the values at the pixel (`originX`, `originY`), as integers. */
export let lightRight: v128 = i32x4.splat(0);
export let lightDown: v128 = i32x4.splat(0);
export let lightStart: v128 = i32x4.splat(0);
export let varyingRight: v128 = i32x4.splat(0);
export let varyingDown: v128 = i32x4.splat(0);
export let varyingStart: v128 = i32x4.splat(0);
export let originX: i32 = 0;
export let originY: i32 = 0;
/** The size of the texture that fits the triangle. */
export let level: TextureLevel = changetype<TextureLevel>(0);

/** Half a texel in 16.16: texel centres lie between whole coordinates. */
const HALF_TEXEL: f32 = 32768;

/** Works all of the above out. `area` is twice the triangle's, in sixteenths of a pixel squared, signed. */
@inline
export function findGradients(
  a: Vertex, b: Vertex, c: Vertex,
  area: f32, lightOffset: usize, texture: usize, textured: bool,
): void {
  const x1 = f32x4.splat(<f32>(b.x - a.x));
  const y1 = f32x4.splat(<f32>(b.y - a.y));
  const x2 = f32x4.splat(<f32>(c.x - a.x));
  const y2 = f32x4.splat(<f32>(c.y - a.y));
  const perArea = f32x4.splat(16 / area);
  originX = a.x >> 4;
  originY = a.y >> 4;
  const offsetX = f32x4.splat(<f32>(originX * 16 + 8 - a.x) * 0.0625);
  const offsetY = f32x4.splat(<f32>(originY * 16 + 8 - a.y) * 0.0625);

  const l0 = v128.load(changetype<usize>(a) + lightOffset);
  const l1 = f32x4.sub(v128.load(changetype<usize>(b) + lightOffset), l0);
  const l2 = f32x4.sub(v128.load(changetype<usize>(c) + lightOffset), l0);
  const lx = right(l1, l2, y1, y2, perArea);
  const ly = down(l1, l2, x1, x2, perArea);
  lightRight = i32x4.trunc_sat_f32x4_s(lx);
  lightDown = i32x4.trunc_sat_f32x4_s(ly);
  lightStart = i32x4.trunc_sat_f32x4_s(plane(l0, lx, ly, offsetX, offsetY));

  let v0 = a.varying;
  const v1 = f32x4.sub(b.varying, v0);
  const v2 = f32x4.sub(c.varying, v0);
  let vx = right(v1, v2, y1, y2, perArea);
  let vy = down(v1, v2, x1, x2, perArea);
  if (textured) {
    level = fittingLevel(texture, vx, vy);
    const scale = v128.load(changetype<usize>(level), LEVEL_SCALE);
    const repeats = v128.load(changetype<usize>(level), LEVEL_REPEATS);
    v0 = f32x4.sub(v0, f32x4.mul(f32x4.floor(v0), repeats));
    v0 = f32x4.sub(f32x4.mul(v0, scale), f32x4(HALF_TEXEL, HALF_TEXEL, 0, 0));
    vx = f32x4.mul(vx, scale);
    vy = f32x4.mul(vy, scale);
  }
  varyingRight = i32x4.trunc_sat_f32x4_s(vx);
  varyingDown = i32x4.trunc_sat_f32x4_s(vy);
  varyingStart = i32x4.trunc_sat_f32x4_s(plane(v0, vx, vy, offsetX, offsetY));
}

@inline
function right(d1: v128, d2: v128, y1: v128, y2: v128, perArea: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.mul(d1, y2), f32x4.mul(d2, y1)), perArea);
}

@inline
function down(d1: v128, d2: v128, x1: v128, x2: v128, perArea: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.mul(d2, x1), f32x4.mul(d1, x2)), perArea);
}

@inline
function plane(start: v128, right: v128, down: v128, x: v128, y: v128): v128 {
  return f32x4.add(start, f32x4.add(f32x4.mul(right, x), f32x4.mul(down, y)));
}

/** The size at which a pixel's longer side is about one texel, as GPUs choose it: the rounded logarithm of that side. */
@inline
function fittingLevel(texture: usize, vx: v128, vy: v128): TextureLevel {
  const first = texture + FIRST_LEVEL;
  const scale = v128.load(first, LEVEL_SCALE);
  const texel = f32x4.splat(1.0 / 65536);
  const dx = f32x4.mul(f32x4.mul(vx, scale), texel);
  const dy = f32x4.mul(f32x4.mul(vy, scale), texel);
  const dx2 = f32x4.mul(dx, dx);
  const dy2 = f32x4.mul(dy, dy);
  const wide = f32x4.extract_lane(dx2, 0) + f32x4.extract_lane(dx2, 1);
  const high = f32x4.extract_lane(dy2, 0) + f32x4.extract_lane(dy2, 1);
  // the exponent of the square, plus one so that halving it rounds
  const exponent = ((reinterpret<i32>(max<f32>(wide, high) * 2) >> 23) - 127) >> 1;
  const index = min<i32>(max<i32>(exponent, 0), load<i32>(texture) - 1);
  return changetype<TextureLevel>(first + <usize>index * LEVEL_SIZE);
}
