// RGBA to I420: BT.601, limited range, chroma from the mean of 2 × 2 pixels. Eight pixels of two rows at a time.
import { paintedFrom, paintedTo, staleFrom, staleTo } from './painted';
import { color, height, rowPx, yuv } from './target';

const LUMA_RED: i16 = 66;
const LUMA_GREEN: i16 = 129;
const LUMA_BLUE: i16 = 25;
/** 16.5 in 8.8. */
const LUMA_OFFSET: i16 = 4224;

/** Brings the I420 picture up to date where the colours have changed. */
export function convertChanged(): void {
  const lumaBytes = <usize>rowPx * height;
  for (let y = 0; y < height; y += 2) {
    const row = <usize>y * rowPx;
    const right = max(paintedTo(y), staleTo(y));
    for (let x = min(paintedFrom(y), staleFrom(y)) & ~7; x < right; x += 8) {
      const chroma = <usize>(y >> 1) * (rowPx >> 1) + (x >> 1);
      convertBlock(color + ((row + x) << 2), yuv + row + x, yuv + lumaBytes + chroma, lumaBytes >> 2);
    }
  }
}

@inline
function convertBlock(rgba: usize, luma: usize, chromaBlue: usize, chromaBytes: usize): void {
  const rowBytes = <usize>rowPx << 2;
  const upperLeft = v128.load(rgba);
  const upperRight = v128.load(rgba, 16);
  const lowerLeft = v128.load(rgba + rowBytes);
  const lowerRight = v128.load(rgba + rowBytes, 16);
  const red0 = channel(upperLeft, upperRight, 0);
  const green0 = channel(upperLeft, upperRight, 8);
  const blue0 = channel(upperLeft, upperRight, 16);
  const red1 = channel(lowerLeft, lowerRight, 0);
  const green1 = channel(lowerLeft, lowerRight, 8);
  const blue1 = channel(lowerLeft, lowerRight, 16);
  const words = i8x16.narrow_i16x8_u(lumaOf(red0, green0, blue0), lumaOf(red1, green1, blue1));
  v128.store64_lane(luma, words, 0);
  v128.store64_lane(luma + rowPx, words, 1);
  const red = i32x4.extadd_pairwise_i16x8_s(i16x8.add(red0, red1));
  const green = i32x4.extadd_pairwise_i16x8_s(i16x8.add(green0, green1));
  const blue = i32x4.extadd_pairwise_i16x8_s(i16x8.add(blue0, blue1));
  const u = chromaOf(red, green, blue, -38, -74, 112);
  const v = chromaOf(red, green, blue, 112, -94, -18);
  const chroma = i16x8.narrow_i32x4_s(u, v);
  const bytes = i8x16.narrow_i16x8_u(chroma, chroma);
  v128.store32_lane(chromaBlue, bytes, 0);
  v128.store32_lane(chromaBlue + chromaBytes, bytes, 1);
}

/** One colour of eight pixels, as 16-bit lanes. */
@inline
function channel(left: v128, right: v128, shift: i32): v128 {
  const low = i32x4.splat(255);
  return i16x8.narrow_i32x4_s(
    v128.and(i32x4.shr_u(left, shift), low),
    v128.and(i32x4.shr_u(right, shift), low),
  );
}

@inline
function lumaOf(red: v128, green: v128, blue: v128): v128 {
  const warm = i16x8.add(
    i16x8.mul(red, i16x8.splat(LUMA_RED)),
    i16x8.mul(green, i16x8.splat(LUMA_GREEN)),
  );
  const rest = i16x8.add(i16x8.mul(blue, i16x8.splat(LUMA_BLUE)), i16x8.splat(LUMA_OFFSET));
  return i16x8.shr_u(i16x8.add(warm, rest), 8);
}

/** A chroma value from the sums of four pixels; weights of 256, so 10 bits go, and 128 and a half are added. */
@inline
function chromaOf(red: v128, green: v128, blue: v128, byRed: i32, byGreen: i32, byBlue: i32): v128 {
  const warm = i32x4.add(
    i32x4.mul(red, i32x4.splat(byRed)),
    i32x4.mul(green, i32x4.splat(byGreen)),
  );
  const rest = i32x4.add(i32x4.mul(blue, i32x4.splat(byBlue)), i32x4.splat(128 * 1024 + 512));
  return i32x4.shr_s(i32x4.add(warm, rest), 10);
}
