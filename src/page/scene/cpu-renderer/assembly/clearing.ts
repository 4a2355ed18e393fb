// What is seen where nothing is painted.
import { beginPainted, markAllStale, staleFrom, staleTo } from './painted';
import { claims, color, depth, height, rowPx } from './target';
import { DEPTH_FAR } from './vertex';

let background: u32 = 0;
/** A picture that stands in for the background colour, laid out as `color` is; 0 for none. */
let backdrop: usize = 0;

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

/** Clears what the last picture left. */
export function begin(): void {
  const clearColor = i32x4.splat(background);
  const clearDepth = i32x4.splat(DEPTH_FAR);
  for (let y = 0; y < height; y++) {
    const start = staleFrom(y) & ~3;
    const end = (staleTo(y) + 3) & ~3;
    if (start >= end) continue;
    const row = <usize>(y * rowPx + start) << 2;
    const bytes = <usize>(end - start) << 2;
    if (backdrop == 0) fillRow(color + row, bytes, clearColor);
    else memory.copy(color + row, backdrop + row, bytes);
    fillRow(depth + row, bytes, clearDepth);
    memory.fill(claims + (row >> 2), 0, bytes >> 2);
  }
  beginPainted();
}

@inline
function fillRow(start: usize, bytes: usize, value: v128): void {
  const end = start + bytes;
  for (let p = start; p < end; p += 16) v128.store(p, value);
}
