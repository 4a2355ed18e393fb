// Smooths what silhouettes leave: the stairs where surfaces meet or cross, lips that are closed, skin under hair. Found in the
// finished picture, as in A. Reshetov, "Morphological Antialiasing" (High Performance Graphics, 2009): a stretch of pixels
// along which the colour jumps, and whose ends go on a row further up or down, is a step of a slanting line.
import { mix } from './edge-claims';
import { paintedFrom, paintedTo } from './painted';
import { color, depth, height, originals, rowPx, width } from './target';
import { DEPTH_FAR } from './vertex';

/** Green stands for brightness: from this difference on, of 255, a jump is seen as an edge. */
const JUMP: i32 = 20;
/** Steps longer than so many pixels are cut there: a line that is nearly level needs no more. */
const LONGEST: i32 = 32;

/** Changes wait here, as pairs of a pixel and its new colour, until all steps have been found. */
const CHANGE_BYTES: usize = 8;
/** A pixel of a step and the one across. */
const CHANGES_AT_ONCE: usize = 2;
let next: usize = 0;
let room: usize = 0;

/** Smooths the stairs of the picture drawn so far. */
export function smoothSteps(): void {
  // the colours that edges.ts kept are not needed any more
  next = originals;
  room = originals + (<usize>(rowPx * height) << 2) - CHANGES_AT_ONCE * CHANGE_BYTES;
  const bottom = height - 2;
  const edge = (width - 2) & ~3;
  const rowBytes = <usize>rowPx << 2;
  for (let y = 2; y < bottom; y++) {
    const left = max(paintedFrom(y) & ~3, 4);
    const right = min(paintedTo(y), edge);
    const row = color + <usize>y * rowBytes;
    for (let x = left; x < right; x += 4) {
      const at = row + (<usize>x << 2);
      const here = v128.load(at);
      const below = difference(here, v128.load(at + rowBytes));
      const beside = difference(here, v128.load(at + 4));
      if (jumps(i8x16.max_u(below, beside)) == 0) continue;
      for (let greens = jumps(below); greens != 0; greens &= greens - 1) {
        const lane = ctz(greens) >> 2;
        smoothStep(at + (<usize>lane << 2), 4, rowBytes, edge - x - lane);
      }
      for (let greens = jumps(beside); greens != 0; greens &= greens - 1) {
        smoothStep(at + (<usize>ctz(greens) & ~3), rowBytes, 4, bottom - y);
      }
    }
  }
  for (let at = originals; at < next; at += CHANGE_BYTES) {
    store<u32>(load<u32>(at), load<u32>(at, 4));
  }
}

@inline
function difference(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a));
}

/** A bit for the green of each of four pixels that differs by a jump, four bits apart: the top bit of a byte once a jump becomes 128. */
@inline
function jumps(difference: v128): i32 {
  return i8x16.bitmask(i8x16.add_sat_u(difference, i8x16.splat(<i8>(128 - JUMP)))) & 0x2222;
}

/** By how much the pixel across is brighter, if that is a jump; else 0. */
@inline
function jump(pixel: usize, across: usize): i32 {
  const difference = <i32>load<u8>(pixel + across, 1) - <i32>load<u8>(pixel, 1);
  return abs(difference) >= JUMP ? difference : 0;
}

@inline
function sameWay(a: i32, b: i32): bool {
  return a != 0 && b != 0 && (a ^ b) >= 0;
}

/** The step that begins where there is a jump between a pixel and the one across, if one does; `limit` pixels at most. */
@inline
function smoothStep(pixel: usize, along: usize, across: usize, limit: i32): void {
  const rise = jump(pixel, across);
  if (sameWay(rise, jump(pixel - along, across)) || !isLoose(pixel, across)) return;
  let length = 1;
  const longest = min(limit, LONGEST);
  let beyond = pixel + along;
  while (length < longest && sameWay(rise, jump(beyond, across))) {
    length++;
    beyond += along;
  }
  const before = turn(pixel - along, across, rise);
  const after = turn(beyond, across, rise);
  if (before == 0 && after == 0) return;
  const half = <f32>length * 0.5;
  for (let i = 0; i < length && next < room; i++) {
    const atStart = shareAt(<f32>i, half);
    const atEnd = shareAt(<f32>(length - 1 - i), half);
    const mine = (before < 0 ? atStart : 0) + (after < 0 ? atEnd : 0);
    const others = (before > 0 ? atStart : 0) + (after > 0 ? atEnd : 0);
    const here = pixel + <usize>i * along;
    const there = here + across;
    if (!isLoose(here, across)) continue;
    if (mine > 0) change(here, there, mine);
    if (others > 0) change(there, here, others);
  }
}

/** Where the line goes on beside a step: -1 on the pixel's side of it, 1 on the other's, 0 for nowhere or for both. */
@inline
function turn(pixel: usize, across: usize, rise: i32): i32 {
  const back = sameWay(rise, jump(pixel - across, across)) ? 1 : 0;
  const forth = sameWay(rise, jump(pixel + across, across)) ? 1 : 0;
  return forth - back;
}

/** What a line takes of the pixel `i` from the end of a step: it leaves by half a pixel and is back in the middle of the step. */
@inline
function shareAt(i: f32, half: f32): f32 {
  if (i >= half) return 0;
  return areaUntil(min(i + 1, half), half) - areaUntil(i, half);
}

@inline
function areaUntil(way: f32, half: f32): f32 {
  return 0.5 * way - (0.25 * way * way) / half;
}

/**
 * Whether two surfaces meet between a pixel and the one across: an outline before the background is edges.ts's alone, and where the depth
 * goes on as it came the jump is one of a texture.
 */
@inline
function isLoose(pixel: usize, across: usize): bool {
  const a = depth + (pixel - color);
  const b = a + across;
  const za = load<i32>(a);
  const zb = load<i32>(b);
  if (za == DEPTH_FAR || zb == DEPTH_FAR) return false;
  const before = za - load<i32>(a - across);
  const between = zb - za;
  const after = load<i32>(b + across) - zb;
  const bend = abs(<i64>between - before) + abs(<i64>after - between);
  return bend > (abs<i64>(before) + abs<i64>(after)) >> 1;
}

@inline
function change(pixel: usize, other: usize, share: f32): void {
  store<u32>(next, <u32>pixel);
  store<u32>(next, mix(load<u32>(pixel), load<u32>(other), <u32>(share * 256)), 4);
  next += CHANGE_BYTES;
}
