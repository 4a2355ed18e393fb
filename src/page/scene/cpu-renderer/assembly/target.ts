// The picture being drawn: colour and depth, what of it has been touched, and clearing.
import { ROW_ALIGNMENT_PX } from './constants';
import { DEPTH_FAR } from './vertex';

export let width: i32 = 0;
export let height: i32 = 0;
/** Pixels from one row to the next: the width rounded up, so that vectors may run over the end of a row. */
export let rowPx: i32 = 0;
/** RGBA bytes. */
export let color: usize = 0;
export let depth: usize = 0;
export let yuv: usize = 0;
/** A byte a pixel and four: what edges.ts has done to it, 0 for nothing, and its colour before that. */
export let claims: usize = 0;
export let originals: usize = 0;
/** Places in clip space to places on the screen in sixteenths of a pixel, and to depth. */
export let screenScale: v128 = i32x4.splat(0);
export let screenOffset: v128 = i32x4.splat(0);
/** Clip coordinates beyond so many times w are clipped, so that sixteenths of a pixel stay in range. */
export let band: f32 = 4;

let background: u32 = 0;
/** A picture that stands in for the background colour, laid out as `color` is; 0 for none. */
let backdrop: usize = 0;

/** Left, top, right, bottom of what this picture has touched (`now`) and what the last one did (`before`). */
let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;
let leftBefore: i32 = 0;
let topBefore: i32 = 0;
let rightBefore: i32 = 0;
let bottomBefore: i32 = 0;

/** Furthest that a projected vertex may lie from the picture's middle, in pixels. */
const BAND_PX: f32 = 8192;

/** Makes room for a picture of this size; both are even. The old picture is gone. */
export function resize(newWidth: i32, newHeight: i32): void {
  width = newWidth;
  height = newHeight;
  rowPx = (newWidth + ROW_ALIGNMENT_PX - 1) & -ROW_ALIGNMENT_PX;
  const pixels = <usize>(rowPx * height);
  color = reallocate(color, pixels * 4);
  depth = reallocate(depth, pixels * 4);
  yuv = reallocate(yuv, (pixels * 3) >> 1);
  claims = reallocate(claims, pixels);
  originals = reallocate(originals, pixels * 4);
  const halfWidth = <f32>width * 8;
  const halfHeight = <f32>height * 8;
  const halfDepth = <f32>DEPTH_FAR * 0.5;
  screenScale = f32x4(halfWidth, -halfHeight, halfDepth, 0);
  screenOffset = f32x4(halfWidth, halfHeight, halfDepth, 0);
  band = (BAND_PX * 2) / <f32>max(width, height);
  markAllStale();
}

/** Room for vectors to run over the end. */
const SLACK_BYTES: usize = 64;

function reallocate(old: usize, bytes: usize): usize {
  if (old != 0) heap.free(old);
  return heap.alloc(bytes + SLACK_BYTES);
}

/** The colour that the picture is cleared to, as the bytes R, G, B, A. */
export function setBackground(rgba: u32): void {
  if (rgba == background) return;
  background = rgba;
  markAllStale();
}

/** The picture that the picture is cleared to, RGBA bytes in rows of `rowPx`; 0 for the background colour. */
export function setBackdrop(pointer: usize): void {
  backdrop = pointer;
  markAllStale();
}

function markAllStale(): void {
  leftBefore = 0;
  topBefore = 0;
  rightBefore = width;
  bottomBefore = height;
}

/** Clears what the last picture left. */
export function begin(): void {
  const start = leftBefore & ~3;
  const bytes = <usize>((rightBefore - start + 3) & ~3) * 4;
  const clearColor = i32x4.splat(background);
  const clearDepth = i32x4.splat(DEPTH_FAR);
  for (let y = topBefore; y < bottomBefore; y++) {
    const row = <usize>(y * rowPx + start) * 4;
    if (backdrop == 0) fillRow(color + row, bytes, clearColor);
    else memory.copy(color + row, backdrop + row, bytes);
    fillRow(depth + row, bytes, clearDepth);
    memory.fill(claims + (row >> 2), 0, bytes >> 2);
  }
  left = width;
  top = height;
  right = 0;
  bottom = 0;
}

@inline
function fillRow(start: usize, bytes: usize, value: v128): void {
  const end = start + bytes;
  for (let p = start; p < end; p += 16) v128.store(p, value);
}

/** Widens what this picture has touched; in pixels, may lie outside. */
export function touch(fromX: i32, fromY: i32, toX: i32, toY: i32): void {
  left = min(left, max(fromX, 0));
  top = min(top, max(fromY, 0));
  right = max(right, min(toX, width));
  bottom = max(bottom, min(toY, height));
}

/** What this picture has touched so far. */
export function leftTouched(): i32 {
  return left;
}
export function topTouched(): i32 {
  return top;
}
export function rightTouched(): i32 {
  return right;
}
export function bottomTouched(): i32 {
  return bottom;
}

/** What has changed since the last picture, grown to whole blocks of 8 × 2 pixels. */
export function changedLeft(): i32 {
  return min(left, leftBefore) & ~7;
}
export function changedTop(): i32 {
  return min(top, topBefore) & ~1;
}
export function changedRight(): i32 {
  return (max(right, rightBefore) + 7) & ~7;
}
export function changedBottom(): i32 {
  return (max(bottom, bottomBefore) + 1) & ~1;
}

/** Ends the picture: what it touched is what the next one has to clear. */
export function settle(): void {
  const empty = right <= left || bottom <= top;
  leftBefore = empty ? width : left;
  topBefore = empty ? height : top;
  rightBefore = empty ? 0 : right;
  bottomBefore = empty ? 0 : bottom;
}
