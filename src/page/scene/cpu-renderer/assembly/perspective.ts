// Triangles are filled with straight interpolation on the screen. Where perspective would bend it by more than a part of a
// pixel, the triangle is cut in smaller ones. Each edge is judged by itself, so neighbours cut the edge they share alike.
import { drawPiece } from './triangle-stage';
import { project } from './vertex-stage';
import { Vertex, VERTEX_SIZE } from './vertex';

/** The error that may remain in the middle of an edge, in sixteenths of a pixel, times two (see `isBent`). */
const TOLERANCE: f32 = 2 * 6;
/** Each cut leaves a quarter of the error: enough for an edge as long as the band is wide. */
const MAX_DEPTH = 8;

/** Three vertices of 80 bytes a level. */
const pool = memory.data(80 * 3 * 9, 16);

/** Quick look at a whole triangle: false where no edge can be bent. */
@inline
export function needsSplitting(a: Vertex, b: Vertex, c: Vertex): bool {
  const far = max(max(a.w, b.w), c.w);
  const near = min(min(a.w, b.w), c.w);
  const wide = max(max(a.x, b.x), c.x) - min(min(a.x, b.x), c.x);
  const high = max(max(a.y, b.y), c.y) - min(min(a.y, b.y), c.y);
  return <f32>(wide + high) * (far - near) > TOLERANCE * 2 * near;
}

/**
 * Half way along an edge on the screen the true share is w0 / (w0 + w1) instead of 1/2: off by the edge's length times
 * |w1 − w0| / (2 (w0 + w1)).
 */
@inline
function isBent(a: Vertex, b: Vertex): bool {
  const length = <f32>max(abs(b.x - a.x), abs(b.y - a.y));
  return length * abs(b.w - a.w) > TOLERANCE * (a.w + b.w);
}

/** Fills a projected triangle in as many pieces as it takes. */
export function splitTriangle(a: Vertex, b: Vertex, c: Vertex, level: i32 = 0): void {
  const ab = level < MAX_DEPTH && isBent(a, b);
  const bc = level < MAX_DEPTH && isBent(b, c);
  const ca = level < MAX_DEPTH && isBent(c, a);
  if (!ab && !bc && !ca) drawPiece(a, b, c);
  else if (ab && bc && ca) quarter(a, b, c, level);
  else if (ab && bc) cutTwo(a, b, c, level);
  else if (bc && ca) cutTwo(b, c, a, level);
  else if (ca && ab) cutTwo(c, a, b, level);
  else if (ab) cutOne(a, b, c, level);
  else if (bc) cutOne(b, c, a, level);
  else cutOne(c, a, b, level);
}

function quarter(a: Vertex, b: Vertex, c: Vertex, level: i32): void {
  const ab = middle(a, b, level, 0);
  const bc = middle(b, c, level, 1);
  const ca = middle(c, a, level, 2);
  splitTriangle(a, ab, ca, level + 1);
  splitTriangle(ab, b, bc, level + 1);
  splitTriangle(ca, bc, c, level + 1);
  splitTriangle(ab, bc, ca, level + 1);
}

/** Cuts the edges a-b and b-c. */
function cutTwo(a: Vertex, b: Vertex, c: Vertex, level: i32): void {
  const ab = middle(a, b, level, 0);
  const bc = middle(b, c, level, 1);
  splitTriangle(ab, b, bc, level + 1);
  splitTriangle(a, ab, bc, level + 1);
  splitTriangle(a, bc, c, level + 1);
}

/** Cuts the edge a-b. */
function cutOne(a: Vertex, b: Vertex, c: Vertex, level: i32): void {
  const ab = middle(a, b, level, 0);
  splitTriangle(a, ab, c, level + 1);
  splitTriangle(ab, b, c, level + 1);
}

/** The vertex half way between two; each level of cutting has three places for such. */
function middle(a: Vertex, b: Vertex, level: i32, place: i32): Vertex {
  const vertex = changetype<Vertex>(pool + <usize>(level * 3 + place) * VERTEX_SIZE);
  blendVertices(a, b, 0.5, vertex);
  project(vertex);
  return vertex;
}

/** `vertex` becomes what lies on the way from a to b, at `share`: all of it is straight in clip space. */
@inline
export function blendVertices(a: Vertex, b: Vertex, share: f32, vertex: Vertex): void {
  vertex.clip = between(a.clip, b.clip, share);
  vertex.varying = between(a.varying, b.varying, share);
  vertex.light = between(a.light, b.light, share);
  vertex.backLight = between(a.backLight, b.backLight, share);
}

@inline
function between(a: v128, b: v128, share: f32): v128 {
  const there = f32x4.splat(share);
  return f32x4.add(f32x4.mul(a, f32x4.sub(f32x4.splat(1), there)), f32x4.mul(b, there));
}
