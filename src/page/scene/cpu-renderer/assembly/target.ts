// The picture being drawn: its size and its buffers.
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

/** Furthest that a projected vertex may lie from the picture's middle, in pixels. */
const BAND_PX: f32 = 8192;

/** Makes room for a picture of this size; both are even. The old picture is gone. */
export function resizeTarget(newWidth: i32, newHeight: i32): void {
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
}

/** Room for vectors to run over the end. */
const SLACK_BYTES: usize = 64;

/** Room in place of the old one, whose contents are gone; 0 for none. */
export function reallocate(old: usize, bytes: usize): usize {
  if (old != 0) heap.free(old);
  return heap.alloc(bytes + SLACK_BYTES);
}
