// Works out the light on vertices, only on those and only on that side of them that a triangle shows.
import { LIT, SPECULAR, TEXEL_ONE } from './constants';
import { encodePower } from './gamma';
import { diffuse, gather, highlight } from './lighting';
import { COLOR, DrawCall, EMISSIVE, HIGHLIGHT, MODEL, NORMAL_MATRIX } from './records';
import { transform } from './vertex-stage';
import { BACK_LIT, FRONT_LIT, LIGHT_ONE, Vertex } from './vertex';

/** sRGB's factor, see gamma.ts. */
const SRGB_SCALE: f32 = 1.055;
/** A texel's one is a little less than the power of two that shade.ts divides by. */
const TEXEL_SCALE: f32 = 128 / <f32>TEXEL_ONE;

/** Sees to it that the front (or the back) of a vertex is lit. */
@inline
export function ensureLit(call: DrawCall, vertex: Vertex, index: u32, isFront: bool): void {
  const mark = isFront ? FRONT_LIT : BACK_LIT;
  if (!(vertex.outcode & mark)) light(call, vertex, index, isFront);
}

function light(call: DrawCall, vertex: Vertex, index: u32, isFront: bool): void {
  let base = v128.load(changetype<usize>(call) + COLOR);
  if (call.colors != 0) base = f32x4.mul(base, v128.load(call.colors + (<usize>index << 4)));
  const shown = encodeLight(call.flags & LIT ? lightFace(call, base, index, isFront) : base, base);
  if (isFront) vertex.light = shown;
  else vertex.backLight = shown;
  vertex.outcode |= isFront ? FRONT_LIT : BACK_LIT;
}

/** What a vertex gives back of the light on it and of its own, linear. */
@inline
function lightFace(call: DrawCall, base: v128, index: u32, isFront: bool): v128 {
  const normal = turn(changetype<usize>(call) + NORMAL_MATRIX, call.normals + <usize>index * 12);
  const nx = f32x4.extract_lane(normal, 0);
  const ny = f32x4.extract_lane(normal, 1);
  const nz = f32x4.extract_lane(normal, 2);
  const length = max<f32>(sqrt(nx * nx + ny * ny + nz * nz), 1e-12);
  const unit: f32 = (isFront ? 1.0 : -1.0) / length;
  const place = transform(changetype<usize>(call) + MODEL, call.positions + <usize>index * 12);
  gather(
    nx * unit, ny * unit, nz * unit,
    f32x4.extract_lane(place, 0), f32x4.extract_lane(place, 1), f32x4.extract_lane(place, 2),
    call.roughness, call.flags & SPECULAR ? call.specular : 0,
  );
  const shine = f32x4.mul(highlight, v128.load(changetype<usize>(call) + HIGHLIGHT));
  const glow = f32x4.add(v128.load(changetype<usize>(call) + EMISSIVE), shine);
  return f32x4.add(f32x4.mul(base, diffuse), glow);
}

/** A 3 × 3 matrix, column by column, times the vector at `at`. */
@inline
function turn(matrix: usize, at: usize): v128 {
  const x = f32x4.mul(v128.load(matrix), v128.load32_splat(at));
  const y = f32x4.mul(v128.load(matrix, 16), v128.load32_splat(at, 4));
  const z = f32x4.mul(v128.load(matrix, 32), v128.load32_splat(at, 8));
  return f32x4.add(f32x4.add(x, y), z);
}

/** Linear colour to the encoding of gamma.ts; opacity, of `base`, stays as it is. */
@inline
function encodeLight(linear: v128, base: v128): v128 {
  const encoded = f32x4.mul(encodePower(linear), f32x4.splat(SRGB_SCALE * TEXEL_SCALE * LIGHT_ONE));
  return f32x4.replace_lane(encoded, 3, f32x4.extract_lane(base, 3) * (TEXEL_SCALE * LIGHT_ONE));
}
