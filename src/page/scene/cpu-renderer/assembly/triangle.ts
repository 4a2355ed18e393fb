// Fills one triangle, row by row and four pixels at a time. The picture's cost is here: the functions are inlined into one per
// kind of pixel.
import * as plane from './gradients';
import { touch } from './painted';
import { LEVEL_HIGHEST, LEVEL_LOWEST } from './records';
import { blendAdd, blendOver, isOpaque, pixelLight, tint, whiteTexel } from './shade';
import { color, depth, height, rowPx, width } from './target';
import { columnWeights, rowWeights, samplePair, texelIndices } from './texture';
import { Vertex } from './vertex';

/** What all triangles of a draw call share. */
export let texture: usize = 0;
let alphaReference: i32 = 0;
let depthKept: bool = false;
let depthAsked: bool = true;
let additive: bool = false;

export function setSurface(
  newTexture: usize, newAlphaReference: i32,
  keepsDepth: bool, asksDepth: bool, adds: bool,
): void {
  texture = newTexture;
  alphaReference = newAlphaReference;
  depthKept = keepsDepth;
  depthAsked = asksDepth;
  additive = adds;
}

/** Sixteenths of a pixel to the first row or column whose centre is at or after it. */
@inline
function firstCentre(sixteenths: i32): i32 {
  return (sixteenths + 7) >> 4;
}

/** How far an edge moves to the right in a row, in 16.16. 64 bits: an edge nearly level can move by thousands of pixels. */
@inline
function slope(from: Vertex, to: Vertex): i64 {
  const rows = to.y - from.y;
  return rows == 0 ? 0 : <i64>((<f64>(to.x - from.x) / <f64>rows) * 65536);
}

/** Where an edge is at the middle of the row `y`, in 16.16. */
@inline
function crossing(from: Vertex, slope: i64, y: i32): i64 {
  return (<i64>from.x << 12) + ((<i64>(y * 16 + 8 - from.y) * slope) >> 4);
}

/** 16.16 to the first pixel whose centre is at or after it. */
@inline
function firstPixel(x: i64): i32 {
  return <i32>((x + 0x7fff) >> 16);
}

@inline
function fill(
  a: Vertex, b: Vertex, c: Vertex,
  area: f32, lightOffset: usize,
  textured: bool, tested: bool, blended: bool,
): void {
  let top = a;
  let middle = b;
  let last = c;
  let swap: Vertex;
  if (middle.y < top.y) { swap = top; top = middle; middle = swap; }
  if (last.y < middle.y) { swap = middle; middle = last; last = swap; }
  if (middle.y < top.y) { swap = top; top = middle; middle = swap; }
  const start = max(firstCentre(top.y), 0);
  const end = min(firstCentre(last.y), height);
  if (start >= end) return;
  const leftmost = max(firstCentre(min(min(a.x, b.x), c.x)), 0);
  const rightmost = min(firstCentre(max(max(a.x, b.x), c.x)), width);
  if (leftmost >= rightmost) return;
  touch(leftmost, start, rightmost, end);

  plane.findGradients(a, b, c, area, lightOffset, texture, textured);
  const lightRight = plane.lightRight;
  const lightDown = plane.lightDown;
  const varyingRight = plane.varyingRight;
  const varyingDown = plane.varyingDown;
  const originX = plane.originX;
  const rowsDown = i32x4.splat(start - plane.originY);
  let rowLight = i32x4.add(plane.lightStart, i32x4.mul(lightDown, rowsDown));
  let rowVarying = i32x4.add(plane.varyingStart, i32x4.mul(varyingDown, rowsDown));
  const lightRight2 = i32x4.add(lightRight, lightRight);
  const uRight = v128.shuffle<i32>(varyingRight, varyingRight, 0, 0, 0, 0);
  const vRight = v128.shuffle<i32>(varyingRight, varyingRight, 1, 1, 1, 1);
  const zRight = v128.shuffle<i32>(varyingRight, varyingRight, 2, 2, 2, 2);
  const uRamp = i32x4.mul(uRight, LANES);
  const vRamp = i32x4.mul(vRight, LANES);
  const zRamp = i32x4.mul(zRight, LANES);
  const uRight4 = i32x4.shl(uRight, 2);
  const vRight4 = i32x4.shl(vRight, 2);
  const zRight4 = i32x4.shl(zRight, 2);

  const level = plane.level;
  const bounds = changetype<usize>(level);
  const lowestU = textured ? v128.load32_splat(bounds, LEVEL_LOWEST) : NOTHING;
  const lowestV = textured ? v128.load32_splat(bounds, LEVEL_LOWEST + 4) : NOTHING;
  const highestU = textured ? v128.load32_splat(bounds, LEVEL_HIGHEST) : NOTHING;
  const highestV = textured ? v128.load32_splat(bounds, LEVEL_HIGHEST + 4) : NOTHING;
  const texels = textured ? level.texels : 0;
  const rowBytes = textured ? <usize>level.rowTexels << 2 : 0;
  const wrap = textured ? i32x4.splat((level.heightMask << 16) | level.widthMask) : NOTHING;
  const pitch = textured ? i32x4.splat((level.rowTexels << 16) | 1) : NOTHING;

  const isMiddleRight = <i64>(middle.x - top.x) * (last.y - top.y) > <i64>(middle.y - top.y) * (last.x - top.x);
  const longSlope = slope(top, last);
  let long = crossing(top, longSlope, start);
  const turn = min(max(firstCentre(middle.y), start), end);
  let shortSlope = slope(top, middle);
  let short = crossing(top, shortSlope, start);
  let rowStart = <usize>(start * rowPx) << 2;
  for (let y = start; y < end; y++) {
    if (y == turn) {
      shortSlope = slope(middle, last);
      short = crossing(middle, shortSlope, y);
    }
    const from = max(firstPixel(isMiddleRight ? long : short), 0);
    const to = min(firstPixel(isMiddleRight ? short : long), width);
    if (from < to) {
      const right = i32x4.splat(from - originX);
      const varying = i32x4.add(rowVarying, i32x4.mul(varyingRight, right));
      let u = i32x4.add(v128.shuffle<i32>(varying, varying, 0, 0, 0, 0), uRamp);
      let v = i32x4.add(v128.shuffle<i32>(varying, varying, 1, 1, 1, 1), vRamp);
      let z = i32x4.add(v128.shuffle<i32>(varying, varying, 2, 2, 2, 2), zRamp);
      let pixel = color + rowStart + (<usize>from << 2);
      let nearest = depth + rowStart + (<usize>from << 2);
      let left = to - from;
      for (;;) {
        const before = v128.load(nearest);
        let seen = i32x4.lt_s(LANES, i32x4.splat(left));
        if (!blended || depthAsked) seen = v128.and(seen, i32x4.lt_s(z, before));
        if (i32x4.bitmask(seen) != 0) {
          let first = whiteTexel();
          let second = first;
          if (textured) {
            const column = i32x4.min_s(i32x4.max_s(u, lowestU), highestU);
            const row = i32x4.min_s(i32x4.max_s(v, lowestV), highestV);
            const indices = texelIndices(column, row, wrap, pitch);
            const across = columnWeights(column);
            const down = rowWeights(row);
            first = samplePair(texels, rowBytes, indices, across, down);
            second = samplePair(texels, rowBytes, lastTwo(indices), lastTwo(across), lastTwo(down));
          }
          if (tested) seen = v128.and(seen, isOpaque(first, second, alphaReference));
          const light = i32x4.add(rowLight, i32x4.mul(lightRight, i32x4.splat(to - left - originX)));
          const light2 = i32x4.add(light, lightRight2);
          first = tint(first, pixelLight(light, i32x4.add(light, lightRight)));
          second = tint(second, pixelLight(light2, i32x4.add(light2, lightRight)));
          const under = v128.load(pixel);
          if (blended) {
            const firstUnder = i16x8.extend_low_i8x16_u(under);
            const secondUnder = i16x8.extend_high_i8x16_u(under);
            first = additive ? blendAdd(first, firstUnder) : blendOver(first, firstUnder);
            second = additive ? blendAdd(second, secondUnder) : blendOver(second, secondUnder);
          }
          const rgba = v128.or(i8x16.narrow_i16x8_u(first, second), i32x4.splat(OPAQUE));
          v128.store(pixel, v128.bitselect(rgba, under, seen));
          if (!blended || depthKept) v128.store(nearest, v128.bitselect(z, before, seen));
        }
        left -= 4;
        if (left <= 0) break;
        u = i32x4.add(u, uRight4);
        v = i32x4.add(v, vRight4);
        z = i32x4.add(z, zRight4);
        pixel += 16;
        nearest += 16;
      }
    }
    long += longSlope;
    short += shortSlope;
    rowLight = i32x4.add(rowLight, lightDown);
    rowVarying = i32x4.add(rowVarying, varyingDown);
    rowStart += <usize>rowPx << 2;
  }
}

const OPAQUE: i32 = 0xff000000;
const LANES = i32x4(0, 1, 2, 3);
const NOTHING = i32x4.splat(0);

/** The third and fourth lane in place of the first and second one. */
@inline
function lastTwo(lanes: v128): v128 {
  return v128.shuffle<i64>(lanes, lanes, 1, 1);
}

function fillPlain(a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  fill(a, b, c, area, light, false, false, false);
}
function fillTextured(a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  fill(a, b, c, area, light, true, false, false);
}
function fillTested(a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  fill(a, b, c, area, light, true, true, false);
}
function fillPlainBlended(a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  fill(a, b, c, area, light, false, false, true);
}
function fillBlended(a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  fill(a, b, c, area, light, true, true, true);
}

/** Kinds of pixel: bit 0 textured, bit 1 alpha-tested, bit 2 blended. */
export const TEXTURED: i32 = 1;
export const TESTED: i32 = 2;
export const BLENDS: i32 = 4;

/** Fills one triangle with the kind of pixel that its draw call asks for. */
@inline
export function fillTriangle(kind: i32, a: Vertex, b: Vertex, c: Vertex, area: f32, light: usize): void {
  if (kind == TEXTURED) fillTextured(a, b, c, area, light);
  else if (kind == 0) fillPlain(a, b, c, area, light);
  else if (kind == (TEXTURED | TESTED)) fillTested(a, b, c, area, light);
  else if (kind & BLENDS) {
    if (kind & TEXTURED) fillBlended(a, b, c, area, light);
    else fillPlainBlended(a, b, c, area, light);
  } else fillPlain(a, b, c, area, light);
}
