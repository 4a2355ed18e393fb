// Smooths silhouettes: along each edge between a triangle seen from the front and one seen from behind (or an open edge) the
// pixel nearest to the edge takes from its neighbour across the edge the share of it that lies there.
import { DOUBLE_SIDED, NO_TRIANGLE } from './constants';
import { DrawCall } from './records';
import { claimPixel } from './edge-claims';
import { depth, height, rowPx, width } from './target';
import { BACK, sideOf, UNKNOWN } from './triangle-stage';
import { DEPTH_FAR, UNPROJECTED, Vertex, vertexAt } from './vertex';

/**
 * Smooths the silhouettes of a mesh of which the triangles from `first` to before `end` have been drawn. An edge counts as seen
 * if it lies at most `slack` / w behind what is drawn there: the surface turns away from the viewer at its silhouette, so pixels
 * beside it are nearer than the edge itself. `indices` and `facing` are the whole mesh's, three numbers and a byte a triangle.
 */
export function smoothEdges(call: DrawCall, indices: usize, facing: usize, first: i32, end: i32, slack: f32): void {
  const doubleSided = (call.flags & DOUBLE_SIDED) != 0;
  let edge = call.edges;
  const last = edge + <usize>call.edgeCount * 16;
  for (; edge < last; edge += 16) {
    const triangle = load<i32>(edge, 8);
    // edges come in the order of their first triangles
    if (triangle >= end) break;
    if (triangle < first) continue;
    const side = load<u8>(facing + triangle);
    const second = load<i32>(edge, 12);
    if (second == NO_TRIANGLE) {
      if (side == UNKNOWN || (side == BACK && !doubleSided)) continue;
    } else {
      const other = second < end ? load<u8>(facing + second) : sideOf(call, indices + <usize>second * 12);
      if (side == other || side == UNKNOWN || other == UNKNOWN) continue;
    }
    const a = vertexAt(call.vertices, load<u32>(edge));
    const b = vertexAt(call.vertices, load<u32>(edge, 4));
    if ((a.outcode | b.outcode) & UNPROJECTED) continue;
    if (abs(b.x - a.x) >= abs(b.y - a.y)) smoothLevel(a, b, slack);
    else smoothSteep(a, b, slack);
  }
}

/** An edge more level than steep: one pixel a column. */
function smoothLevel(a: Vertex, b: Vertex, slack: f32): void {
  if (b.x < a.x) smoothLine(b, a, b.x, b.y, a.x, a.y, width, height, 4, <usize>rowPx << 2, slack);
  else smoothLine(a, b, a.x, a.y, b.x, b.y, width, height, 4, <usize>rowPx << 2, slack);
}

/** An edge more steep than level: one pixel a row. */
function smoothSteep(a: Vertex, b: Vertex, slack: f32): void {
  if (b.y < a.y) smoothLine(b, a, b.y, b.x, a.y, a.x, height, width, <usize>rowPx << 2, 4, slack);
  else smoothLine(a, b, a.y, a.x, b.y, b.x, height, width, <usize>rowPx << 2, 4, slack);
}

/** Goes along an edge in steps of `alongBytes`, where it spans most pixels; `acrossBytes` leads to the neighbour across it. */
@inline
function smoothLine(
  a: Vertex, b: Vertex,
  fromAlong: i32, fromAcross: i32, toAlong: i32, toAcross: i32,
  limitAlong: i32, limitAcross: i32,
  alongBytes: usize, acrossBytes: usize,
  slack: f32,
): void {
  const length = toAlong - fromAlong;
  if (length == 0) return;
  const inverse: f32 = 1 / <f32>length;
  const drift = <f32>(toAcross - fromAcross) * inverse;
  const z0 = f32x4.extract_lane(a.varying, 2);
  const zStep = (f32x4.extract_lane(b.varying, 2) - z0) * inverse;
  const give = slack / min(a.w, b.w);
  const first = max((fromAlong + 7) >> 4, 0);
  const last = min((toAlong + 7) >> 4, limitAlong);
  for (let i = first; i < last; i++) {
    const way = <f32>(i * 16 + 8 - fromAlong);
    const across = (<f32>fromAcross + way * drift) * 0.0625;
    const line = <i32>across;
    if (across < 1 || line >= limitAcross - 1) continue;
    const fraction = across - <f32>line - 0.5;
    const here = <usize>i * alongBytes + <usize>line * acrossBytes;
    const there = fraction < 0 ? here - acrossBytes : here + acrossBytes;
    const z = z0 + way * zStep;
    const nearest = min(load<i32>(depth + here), load<i32>(depth + there));
    if (nearest == DEPTH_FAR || z - give > <f32>nearest) continue;
    claimPixel(here, there, <u32>((0.5 - abs<f32>(fraction)) * 256), alongBytes == 4);
  }
}
