// Fills one triangle, row by row. The picture's cost is here: the functions are inlined into one per kind of pixel.
import * as plane from './gradients';
import { blendAdd, blendOver, pixelLight, sample, samplePair, tint, whiteTexel } from './shade';
import { LEVEL_HIGHEST, LEVEL_LOWEST } from './records';
import { color, depth, height, rowPx, width } from './target';
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
  const leftmost = min(min(a.x, b.x), c.x);
  const rightmost = max(max(a.x, b.x), c.x);
  if (max(firstCentre(leftmost), 0) >= min(firstCentre(rightmost), width)) return;

  plane.findGradients(a, b, c, area, lightOffset, texture, textured);
  const lightRight = plane.lightRight;
  const lightDown = plane.lightDown;
  const varyingRight = plane.varyingRight;
  const varyingDown = plane.varyingDown;
  const level = plane.level;
  const texels = textured ? level.texels : 0;
  const stride = textured ? <usize>level.rowTexels << 2 : 0;
  const widthMask = textured ? level.widthMask : 0;
  const heightMask = textured ? level.heightMask : 0;
  const lowest = textured ? v128.load(changetype<usize>(level), LEVEL_LOWEST) : i32x4.splat(0);
  const highest = textured ? v128.load(changetype<usize>(level), LEVEL_HIGHEST) : i32x4.splat(0);
  const originX = plane.originX;
  const rowsDown = i32x4.splat(start - plane.originY);
  let rowLight = i32x4.add(plane.lightStart, i32x4.mul(lightDown, rowsDown));
  let rowVarying = i32x4.add(plane.varyingStart, i32x4.mul(varyingDown, rowsDown));

  const lightRight2 = i32x4.add(lightRight, lightRight);
  const varyingRight2 = i32x4.add(varyingRight, varyingRight);
  const varyingRight4 = i32x4.add(varyingRight2, varyingRight2);
  const zRight = v128.shuffle<i32>(varyingRight, varyingRight, 2, 2, 2, 2);
  const zRamp = i32x4.mul(zRight, LANES);
  const zRight4 = i32x4.shl(zRight, 2);

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
      let pixel = color + rowStart + (<usize>from << 2);
      let nearest = depth + rowStart + (<usize>from << 2);
      let varying = i32x4.add(rowVarying, i32x4.mul(varyingRight, right));
      if (tested || blended) {
        let light = i32x4.add(rowLight, i32x4.mul(lightRight, right));
        const rowEnd = nearest + (<usize>(to - from) << 2);
        while (nearest < rowEnd) {
          const z = i32x4.extract_lane(varying, 2);
          if ((blended && !depthAsked) || z < load<i32>(nearest)) {
            const texel = textured ? sample(texels, stride, widthMask, heightMask, within(varying, lowest, highest)) : whiteTexel();
            if (!tested || <i32>i16x8.extract_lane_u(texel, 3) >= alphaReference) {
              let source = tint(texel, pixelLight(light, light));
              if (blended) {
                const under = i16x8.extend_low_i8x16_u(v128.load32_zero(pixel));
                source = additive ? blendAdd(source, under) : blendOver(source, under);
              }
              const rgba = v128.or(i8x16.narrow_i16x8_u(source, source), i32x4.splat(OPAQUE));
              v128.store32_lane(pixel, rgba, 0);
              if (!blended || depthKept) store<i32>(nearest, z);
            }
          }
          light = i32x4.add(light, lightRight);
          varying = i32x4.add(varying, varyingRight);
          pixel += 4;
          nearest += 4;
        }
      } else {
        // Four pixels at a time: most of them are hidden, or all of a short row is seen.
        let left = to - from;
        let z = i32x4.add(v128.shuffle<i32>(varying, varying, 2, 2, 2, 2), zRamp);
        for (;;) {
          const under = v128.load(nearest);
          const seen = v128.and(i32x4.lt_s(z, under), i32x4.lt_s(LANES, i32x4.splat(left)));
          const lanes = i32x4.bitmask(seen);
          if (lanes != 0) {
            const light = i32x4.add(rowLight, i32x4.mul(lightRight, i32x4.splat(to - left - originX)));
            let rgba = shadePair(texels, stride, widthMask, heightMask, varying, varyingRight, light, lightRight, lowest, highest, textured);
            if (lanes > 3) {
              const second = shadePair(
                texels, stride, widthMask, heightMask,
                i32x4.add(varying, varyingRight2), varyingRight, i32x4.add(light, lightRight2), lightRight, lowest, highest, textured,
              );
              rgba = i8x16.narrow_i16x8_u(rgba, second);
            } else rgba = i8x16.narrow_i16x8_u(rgba, rgba);
            v128.store(pixel, v128.bitselect(v128.or(rgba, i32x4.splat(OPAQUE)), v128.load(pixel), seen));
            v128.store(nearest, v128.bitselect(z, under, seen));
          }
          left -= 4;
          if (left <= 0) break;
          z = i32x4.add(z, zRight4);
          varying = i32x4.add(varying, varyingRight4);
          pixel += 16;
          nearest += 16;
        }
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

/** The colours of two pixels beside each other as i16 of 255, not yet limited. */
@inline
function shadePair(
  texels: usize, stride: usize, widthMask: i32, heightMask: i32,
  varying: v128, varyingRight: v128, light: v128, lightRight: v128, lowest: v128, highest: v128,
  textured: bool,
): v128 {
  const texel = textured
    ? samplePair(
      texels, stride, widthMask, heightMask,
      within(varying, lowest, highest), within(i32x4.add(varying, varyingRight), lowest, highest),
    )
    : whiteTexel();
  return tint(texel, pixelLight(light, i32x4.add(light, lightRight)));
}

@inline
function within(place: v128, lowest: v128, highest: v128): v128 {
  return i32x4.min_s(i32x4.max_s(place, lowest), highest);
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
