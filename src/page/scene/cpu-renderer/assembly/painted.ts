// What of the picture has been painted, row by row: only there it is cleared, searched and converted. A portrait leaves half of
// the box around it alone.
import { depth, height, rowPx, width } from './target';
import { DEPTH_FAR } from './vertex';

/** Two numbers a row: the first painted pixel and the one after the last. Of this picture, and of the one before. */
let now: usize = 0;
let before: usize = 0;
const ROW_BYTES: usize = 8;

/** The box of what has been drawn and not been looked for yet. */
let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;

/** Makes room for a picture of the target's size, of which nothing is right. */
export function resizePainted(): void {
  now = reallocate(now);
  before = reallocate(before);
  markAllStale();
}

function reallocate(old: usize): usize {
  if (old != 0) heap.free(old);
  return heap.alloc(<usize>height * ROW_BYTES);
}

/** The next picture is cleared wholly. */
export function markAllStale(): void {
  for (let y = 0; y < height; y++) setRow(before, y, 0, width);
}

/** Begins a picture of which nothing is painted. */
export function beginPainted(): void {
  for (let y = 0; y < height; y++) setRow(now, y, width, 0);
  emptyBox();
}

/** Ends the picture: what it has painted is what the next one has to clear. */
export function settlePainted(): void {
  const settled = now;
  now = before;
  before = settled;
}

/** Says that a draw call lies in this box, in pixels, which may reach outside. Where `marksDepth`, the depth tells what it paints. */
export function touch(fromX: i32, fromY: i32, toX: i32, toY: i32, marksDepth: bool): void {
  fromX = max(fromX, 0);
  fromY = max(fromY, 0);
  toX = min(toX, width);
  toY = min(toY, height);
  if (fromX >= toX || fromY >= toY) return;
  if (!marksDepth) {
    for (let y = fromY; y < toY; y++) widenRow(y, fromX, toX);
    return;
  }
  left = min(left, fromX);
  top = min(top, fromY);
  right = max(right, toX);
  bottom = max(bottom, toY);
}

/** Looks for what has been painted since the last look, with the pixel around it that smooth edges reach. */
export function findPainted(): void {
  const start = left & ~3;
  const end = (right + 3) & ~3;
  for (let y = top; y < bottom; y++) {
    const row = depth + (<usize>(y * rowPx) << 2);
    let from = start;
    while (from < end && isBlank(row, from)) from += 4;
    if (from >= end) continue;
    let to = end;
    while (isBlank(row, to - 4)) to -= 4;
    for (let near = max(y - 1, 0); near <= min(y + 1, height - 1); near++) {
      widenRow(near, max(from - 1, 0), min(to + 1, width));
    }
  }
  emptyBox();
}

/** The first painted pixel of a row, as far as has been looked; not before the one after the last in an empty row. */
@inline
export function paintedFrom(y: i32): i32 {
  return load<i32>(now + <usize>y * ROW_BYTES);
}
@inline
export function paintedTo(y: i32): i32 {
  return load<i32>(now + <usize>y * ROW_BYTES, 4);
}

/** The same of the picture before. */
@inline
export function staleFrom(y: i32): i32 {
  return load<i32>(before + <usize>y * ROW_BYTES);
}
@inline
export function staleTo(y: i32): i32 {
  return load<i32>(before + <usize>y * ROW_BYTES, 4);
}

function emptyBox(): void {
  left = width;
  top = height;
  right = 0;
  bottom = 0;
}

@inline
function setRow(rows: usize, y: i32, from: i32, to: i32): void {
  store<i32>(rows + <usize>y * ROW_BYTES, from);
  store<i32>(rows + <usize>y * ROW_BYTES, to, 4);
}

@inline
function widenRow(y: i32, from: i32, to: i32): void {
  setRow(now, y, min(paintedFrom(y), from), max(paintedTo(y), to));
}

/** Whether nothing lies in four pixels of a row. */
@inline
function isBlank(row: usize, x: i32): bool {
  return i32x4.all_true(i32x4.eq(v128.load(row + (<usize>x << 2)), i32x4.splat(DEPTH_FAR)));
}
