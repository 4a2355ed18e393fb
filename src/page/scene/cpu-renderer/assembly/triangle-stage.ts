// Decides for every triangle of a draw call whether and how it is filled.
import { ADDITIVE, ALPHA_TESTED, BLENDED, DOUBLE_SIDED, FLIP_FACES, NO_DEPTH_TEST, NO_DEPTH_WRITE } from './constants';
import { clipTriangle } from './clip';
import { needsSplitting, splitTriangle } from './perspective';
import { DrawCall } from './records';
import { BLENDS, fillTriangle, setSurface, TESTED, TEXTURED } from './triangle';
import { ensureLit } from './vertex-light';
import { BACK_LIGHT_OFFSET, LIGHT_OFFSET, OUTSIDE_VIEW, UNPROJECTED, Vertex, vertexAt } from './vertex';

let kind: i32 = 0;
let doubleSided: bool = false;
let flipped: bool = false;

/** A triangle's side, for the edges: seen from behind, from the front, or not to be asked. */
export const BACK: u8 = 0;
export const FRONT: u8 = 1;
export const UNKNOWN: u8 = 2;

export function drawTriangles(call: DrawCall): void {
  const flags = call.flags;
  doubleSided = (flags & DOUBLE_SIDED) != 0;
  flipped = (flags & FLIP_FACES) != 0;
  kind = 0;
  if (call.texture != 0) kind |= TEXTURED;
  if (call.texture != 0 && flags & ALPHA_TESTED) kind |= TESTED;
  if (flags & BLENDED) kind |= BLENDS;
  const reference = flags & ALPHA_TESTED ? call.alphaReference : 0;
  const adds = (flags & ADDITIVE) != 0;
  setSurface(call.texture, reference, !(flags & NO_DEPTH_WRITE), !(flags & NO_DEPTH_TEST), adds);
  let index = call.indices;
  for (let t = 0; t < call.triangleCount; t++, index += 12) {
    const side = drawTriangle(call, load<u32>(index), load<u32>(index, 4), load<u32>(index, 8));
    store<u8>(call.facing + t, side);
  }
}

@inline
function drawTriangle(call: DrawCall, i: u32, j: u32, k: u32): u8 {
  const a = vertexAt(call.vertices, i);
  const b = vertexAt(call.vertices, j);
  const c = vertexAt(call.vertices, k);
  const together = a.outcode & b.outcode & c.outcode;
  if ((a.outcode | b.outcode | c.outcode) & UNPROJECTED) {
    if (!(together & OUTSIDE_VIEW)) drawClipped(call, i, j, k);
    return UNKNOWN;
  }
  const area = signedArea(a, b, c);
  const isFront = facesViewer(area, flipped);
  const drawn = area != 0 && (isFront || doubleSided) && !(together & OUTSIDE_VIEW);
  if (drawn) {
    lightTriangle(call, i, j, k, isFront);
    if (needsSplitting(a, b, c)) splitTriangle(a, b, c);
    else fillTriangle(kind, a, b, c, <f32>area, isFront ? LIGHT_OFFSET : BACK_LIGHT_OFFSET);
  }
  return isFront ? FRONT : BACK;
}

/** The side of a triangle that is not drawn; its three indices are at `index`. */
export function sideOf(call: DrawCall, index: usize): u8 {
  const a = vertexAt(call.vertices, load<u32>(index));
  const b = vertexAt(call.vertices, load<u32>(index, 4));
  const c = vertexAt(call.vertices, load<u32>(index, 8));
  if ((a.outcode | b.outcode | c.outcode) & UNPROJECTED) return UNKNOWN;
  return facesViewer(signedArea(a, b, c), (call.flags & FLIP_FACES) != 0) ? FRONT : BACK;
}

@inline
function lightTriangle(call: DrawCall, i: u32, j: u32, k: u32, isFront: bool): void {
  ensureLit(call, vertexAt(call.vertices, i), i, isFront);
  ensureLit(call, vertexAt(call.vertices, j), j, isFront);
  ensureLit(call, vertexAt(call.vertices, k), k, isFront);
}

/** Which side is seen shows only after clipping. */
function drawClipped(call: DrawCall, i: u32, j: u32, k: u32): void {
  lightTriangle(call, i, j, k, true);
  if (doubleSided) lightTriangle(call, i, j, k, false);
  const vertices = call.vertices;
  clipTriangle(vertexAt(vertices, i), vertexAt(vertices, j), vertexAt(vertices, k));
}

/** Fills a triangle that came out of clipping or splitting: projected, of either side. */
export function drawPiece(a: Vertex, b: Vertex, c: Vertex): void {
  const area = signedArea(a, b, c);
  const isFront = facesViewer(area, flipped);
  if (area == 0 || !(isFront || doubleSided)) return;
  fillTriangle(kind, a, b, c, <f32>area, isFront ? LIGHT_OFFSET : BACK_LIGHT_OFFSET);
}

/** Twice the area on the screen; negative where the vertices go round against the clock. */
@inline
function signedArea(a: Vertex, b: Vertex, c: Vertex): i64 {
  return <i64>(b.x - a.x) * (c.y - a.y) - <i64>(c.x - a.x) * (b.y - a.y);
}

@inline
function facesViewer(area: i64, flipped: bool): bool {
  return flipped ? area >= 0 : area <= 0;
}
