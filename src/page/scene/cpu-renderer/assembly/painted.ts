// What of the picture has been painted, by bands of rows: only there it is cleared, searched and converted. A portrait leaves
// half of the box around it alone.
import { height, reallocate, width } from './target';

/** Rows in a band, as a power of two: even, as chroma has one row for two of the picture. */
const BAND_SHIFT = 3;
const BAND_BYTES: usize = 8;

/** Two numbers a band: the first painted pixel of its rows and the one after the last. Of this picture, and of the one before. */
let now: usize = 0;
let before: usize = 0;

@inline
function bandCount(): i32 {
  return (height + (1 << BAND_SHIFT) - 1) >> BAND_SHIFT;
}

/** Makes room for a picture of the target's size, of which nothing is right. */
export function resizePainted(): void {
  const bytes = <usize>bandCount() * BAND_BYTES;
  now = reallocate(now, bytes);
  before = reallocate(before, bytes);
  markAllStale();
}

/** The next picture is cleared wholly. */
export function markAllStale(): void {
  setAll(before, 0, width);
}

/** Begins a picture of which nothing is painted; what the last one has painted is stale. */
export function beginPainted(): void {
  setAll(now, width, 0);
}

/** Ends the picture: what it has painted is what the next one has to clear. */
export function settlePainted(): void {
  const settled = now;
  now = before;
  before = settled;
}

/** Pixels of this box, which is in the picture, are painted, or the ones beside them where edges are smoothed. */
@inline
export function touch(fromX: i32, fromY: i32, toX: i32, toY: i32): void {
  const left = max(fromX - 1, 0);
  const right = min(toX + 1, width);
  const first = bandOf(now, max(fromY - 1, 0));
  const last = bandOf(now, min(toY, height - 1));
  for (let band = first; band <= last; band += BAND_BYTES) {
    store<i32>(band, min(load<i32>(band), left));
    store<i32>(band, max(load<i32>(band, 4), right), 4);
  }
}

/** The first pixel that may have been painted in a row; not before `paintedTo` where there is none. */
@inline
export function paintedFrom(y: i32): i32 {
  return load<i32>(bandOf(now, y));
}
@inline
export function paintedTo(y: i32): i32 {
  return load<i32>(bandOf(now, y), 4);
}

/** The same of the picture before. */
@inline
export function staleFrom(y: i32): i32 {
  return load<i32>(bandOf(before, y));
}
@inline
export function staleTo(y: i32): i32 {
  return load<i32>(bandOf(before, y), 4);
}

@inline
function bandOf(bands: usize, y: i32): usize {
  return bands + <usize>(y >> BAND_SHIFT) * BAND_BYTES;
}

function setAll(bands: usize, from: i32, to: i32): void {
  for (let i = 0; i < bandCount(); i++) {
    store<i32>(bands + <usize>i * BAND_BYTES, from);
    store<i32>(bands + <usize>i * BAND_BYTES, to, 4);
  }
}
