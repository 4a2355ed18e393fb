// From a mesh's own space to the screen.
import { DrawCall, MODEL_VIEW_PROJECTION, UV_TRANSFORM } from './records';
import { band, screenOffset, screenScale } from './target';
import { UNPROJECTED, Vertex, vertexAt } from './vertex';

/** Places every vertex of a draw call. */
export function placeVertices(call: DrawCall): void {
  for (let i = 0; i < call.vertexCount; i++) {
    const vertex = vertexAt(call.vertices, i);
    vertex.clip = transform(changetype<usize>(call) + MODEL_VIEW_PROJECTION, call.positions + i * 12);
    placeTexture(call, vertex, i);
    project(vertex);
  }
}

/** A 4 × 4 matrix, column by column, times the point at `at`. */
@inline
export function transform(matrix: usize, at: usize): v128 {
  const x = f32x4.mul(v128.load(matrix), v128.load32_splat(at));
  const y = f32x4.mul(v128.load(matrix, 16), v128.load32_splat(at, 4));
  const z = f32x4.mul(v128.load(matrix, 32), v128.load32_splat(at, 8));
  return f32x4.add(f32x4.add(x, y), f32x4.add(z, v128.load(matrix, 48)));
}

/** Finds on which sides of the view a vertex lies and, if it has a place on the screen, that place. */
@inline
export function project(vertex: Vertex): void {
  const clip = vertex.clip;
  const w = f32x4.extract_lane(clip, 3);
  const limit = f32x4.splat(w);
  const below = i32x4.bitmask(f32x4.lt(clip, f32x4.neg(limit))) & 7;
  const above = i32x4.bitmask(f32x4.gt(clip, limit)) & 7;
  const beyond = i32x4.bitmask(f32x4.gt(f32x4.abs(clip), f32x4.mul(limit, f32x4.splat(band)))) & 3;
  const outcode = below | (above << 3) | (beyond << 6);
  vertex.outcode = outcode;
  vertex.w = w;
  if (outcode & UNPROJECTED) return;
  const inverse = f32x4.splat(1 / w);
  const screen = f32x4.add(f32x4.mul(f32x4.mul(clip, inverse), screenScale), screenOffset);
  const place = i32x4.trunc_sat_f32x4_s(f32x4.nearest(screen));
  v128.store64_lane(changetype<usize>(vertex), place, 0);
  v128.store32_lane(changetype<usize>(vertex) + offsetof<Vertex>('varying'), screen, 2, 8);
}

@inline
function placeTexture(call: DrawCall, vertex: Vertex, index: i32): void {
  if (call.uvs == 0) return;
  const matrix = changetype<usize>(call) + UV_TRANSFORM;
  const at = call.uvs + index * 8;
  const u = load<f32>(at);
  const v = load<f32>(at, 4);
  const varying = changetype<usize>(vertex) + offsetof<Vertex>('varying');
  store<f32>(varying, load<f32>(matrix) * u + load<f32>(matrix, 4) * v + load<f32>(matrix, 8));
  store<f32>(varying, load<f32>(matrix, 16) * u + load<f32>(matrix, 20) * v + load<f32>(matrix, 24), 4);
}
