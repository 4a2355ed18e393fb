// Cuts triangles that reach behind the camera, beyond the far plane or out of the band that integers can hold
// (Sutherland-Hodgman, in clip space).
import { blendVertices, splitTriangle } from './perspective';
import { band } from './target';
import { project } from './vertex-stage';
import { Vertex, VERTEX_SIZE } from './vertex';

/** Near, far, then left, right, bottom, top of the band. */
const PLANES = 6;
/** A triangle cut by six planes has at most nine corners; each plane makes at most two new vertices. */
const MAX_CORNERS = 12;

const pool = memory.data(80 * 2 * 6, 16);
const corners = memory.data(4 * 12, 16);
const others = memory.data(4 * 12, 16);
let used: i32 = 0;

/** Fills what of a triangle can be seen. */
export function clipTriangle(a: Vertex, b: Vertex, c: Vertex): void {
  used = 0;
  store<usize>(corners, changetype<usize>(a));
  store<usize>(corners, changetype<usize>(b), 4);
  store<usize>(corners, changetype<usize>(c), 8);
  let from = corners;
  let to = others;
  let count = 3;
  for (let plane = 0; plane < PLANES && count >= 3; plane++) {
    count = cut(from, count, to, plane);
    const swap = from;
    from = to;
    to = swap;
  }
  for (let i = 0; i < used; i++) project(changetype<Vertex>(pool + <usize>i * VERTEX_SIZE));
  for (let i = 2; i < count; i++) splitTriangle(corner(from, 0), corner(from, i - 1), corner(from, i));
}

@inline
function corner(list: usize, index: i32): Vertex {
  return changetype<Vertex>(load<usize>(list + (<usize>index << 2)));
}

/** Copies what lies inside of a plane, with new corners where the outline crosses it; returns how many corners there are. */
function cut(from: usize, count: i32, to: usize, plane: i32): i32 {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const here = corner(from, i);
    const next = corner(from, i + 1 == count ? 0 : i + 1);
    const inside = distance(here, plane);
    const insideNext = distance(next, plane);
    if (inside >= 0) kept = push(to, kept, here);
    // from the inner to the outer end, so that both triangles of an edge cut it at the same place
    if (inside >= 0 && insideNext < 0) kept = push(to, kept, cross(here, next, inside, insideNext));
    else if (inside < 0 && insideNext >= 0) kept = push(to, kept, cross(next, here, insideNext, inside));
  }
  return kept;
}

function push(list: usize, count: i32, vertex: Vertex): i32 {
  if (count == MAX_CORNERS) return count;
  store<usize>(list + (<usize>count << 2), changetype<usize>(vertex));
  return count + 1;
}

function cross(inner: Vertex, outer: Vertex, inside: f32, outside: f32): Vertex {
  const vertex = changetype<Vertex>(pool + <usize>(used++) * VERTEX_SIZE);
  blendVertices(inner, outer, inside / (inside - outside), vertex);
  return vertex;
}

/** Above 0 on the inner side of a plane. A little short of the plane itself, so that rounding leaves nothing outside. */
function distance(vertex: Vertex, plane: i32): f32 {
  const clip = vertex.clip;
  const w = f32x4.extract_lane(clip, 3);
  if (plane == 0) return f32x4.extract_lane(clip, 2) + w * NEARLY;
  if (plane == 1) return w * NEARLY - f32x4.extract_lane(clip, 2);
  const limit = band * w * NEARLY;
  if (plane == 2) return limit + f32x4.extract_lane(clip, 0);
  if (plane == 3) return limit - f32x4.extract_lane(clip, 0);
  if (plane == 4) return limit + f32x4.extract_lane(clip, 1);
  return limit - f32x4.extract_lane(clip, 1);
}

const NEARLY: f32 = 0.99999;
