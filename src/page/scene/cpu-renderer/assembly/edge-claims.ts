// Several edges may run through one pixel: the cards of hair, the short edges of a fine mesh. What is covered by any surface
// is covered, so of all edges between two neighbours the outermost decides, whatever their order.
import { claims, color, depth, originals } from './target';

/** A claim: a pixel behind the edge's surface, an edge across columns, then the share of 256 in steps of 4, plus 1. */
const BEHIND: u32 = 0x80;
const ACROSS_COLUMNS: u32 = 0x40;
const SHARE: u32 = 0x3f;

/**
 * An edge in the pixel at `here` gives it `share` of 256 of the colour of its neighbour at `there`. Both are byte offsets in
 * the colour buffer.
 */
@inline
export function claimPixel(here: usize, there: usize, share: u32, acrossColumns: bool): void {
  const axis = acrossColumns ? ACROSS_COLUMNS : 0;
  const behind = load<i32>(depth + here) > load<i32>(depth + there);
  const claim = axis | (behind ? BEHIND : 0) | ((share >> 2) + 1);
  const old = <u32>load<u8>(claims + (here >> 2));
  if (old != 0 && !goesBefore(claim, old)) return;
  if (old == 0) store<u32>(originals + here, load<u32>(color + here));
  store<u8>(claims + (here >> 2), <u8>claim);
  store<u32>(color + here, mix(originalAt(here), originalAt(there), share));
  if (behind) coverWholly(there, axis);
}

/** The surface reaches further before a pixel the less it takes from behind, and behind it the more it takes from before. */
@inline
function goesBefore(claim: u32, old: u32): bool {
  if ((claim ^ old) & ~SHARE) return (claim & SHARE) > (old & SHARE);
  return claim & BEHIND ? claim > old : claim < old;
}

/** The edge lies beyond this pixel: what others took from it along the same axis was wrong. */
@inline
function coverWholly(at: usize, axis: u32): void {
  const old = <u32>load<u8>(claims + (at >> 2));
  if (old == 0) store<u32>(originals + at, load<u32>(color + at));
  else if (old & BEHIND || (old & ACROSS_COLUMNS) != axis) return;
  store<u32>(color + at, load<u32>(originals + at));
  store<u8>(claims + (at >> 2), <u8>(axis | 1));
}

@inline
function originalAt(at: usize): u32 {
  return load<u32>((load<u8>(claims + (at >> 2)) != 0 ? originals : color) + at);
}

/** `mine` with `share` of 256 of `other`. */
@inline
export function mix(mine: u32, other: u32, share: u32): u32 {
  const redBlue = ((mine & 0xff00ff) * (256 - share) + (other & 0xff00ff) * share) >> 8;
  const green = ((mine >> 8) & 0xff) * (256 - share) + ((other >> 8) & 0xff) * share;
  return 0xff000000 | (redBlue & 0xff00ff) | (green & 0xff00);
}
