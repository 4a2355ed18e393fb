// RGBA to I420: BT.601, limited range, chroma from the mean of 2 × 2 pixels. Eight pixels of two rows at a time.
import { changedBottom, changedLeft, changedRight, changedTop, color, height, rowPx, yuv } from './target';

const LUMA_RED: i16 = 66;
const LUMA_GREEN: i16 = 129;
const LUMA_BLUE: i16 = 25;
/** 16.5 in 8.8. */
const LUMA_OFFSET: i16 = 4224;

/** Brings the I420 picture up to date where the colours have changed. */
export function convertChanged(): void {
  const left = changedLeft();
  const right = changedRight();
  const bottom = changedBottom();
  const lumaBytes = <usize>rowPx * height;
  for (let y = changedTop(); y < bottom; y += 2) {
    const row = <usize>y * rowPx;
    for (let x = left; x < right; x += 8) {
      const chroma = <usize>(y >> 1) * (rowPx >> 1) + (x >> 1);
      convertBlock(color + ((row + x) << 2), yuv + row + x, yuv + lumaBytes + chroma, lumaBytes >> 2);
    }
  }
}

let redSum: v128 = i32x4.splat(0);
let greenSum: v128 = i32x4.splat(0);
let blueSum: v128 = i32x4.splat(0);

@inline
function convertBlock(rgba: usize, luma: usize, chromaBlue: usize, chromaBytes: usize): void {
  redSum = i32x4.splat(0);
  greenSum = i32x4.splat(0);
  blueSum = i32x4.splat(0);
  convertRow(rgba, luma);
  convertRow(rgba + (<usize>rowPx << 2), luma + rowPx);
  const u = weigh(-38, -74, 112);
  const v = weigh(112, -94, -18);
  const words = i16x8.narrow_i32x4_s(u, v);
  const bytes = i8x16.narrow_i16x8_u(words, words);
  v128.store32_lane(chromaBlue, bytes, 0);
  v128.store32_lane(chromaBlue + chromaBytes, bytes, 1);
}

/** Writes the luma of eight pixels and adds their colours up in pairs. */
@inline
function convertRow(rgba: usize, luma: usize): void {
  const first = v128.load(rgba);
  const second = v128.load(rgba, 16);
  const low = i32x4.splat(255);
  const red = i16x8.narrow_i32x4_s(v128.and(first, low), v128.and(second, low));
  const green = i16x8.narrow_i32x4_s(
    v128.and(i32x4.shr_u(first, 8), low),
    v128.and(i32x4.shr_u(second, 8), low),
  );
  const blue = i16x8.narrow_i32x4_s(
    v128.and(i32x4.shr_u(first, 16), low),
    v128.and(i32x4.shr_u(second, 16), low),
  );
  const sum = i16x8.add(
    i16x8.add(i16x8.mul(red, i16x8.splat(LUMA_RED)), i16x8.mul(green, i16x8.splat(LUMA_GREEN))),
    i16x8.add(i16x8.mul(blue, i16x8.splat(LUMA_BLUE)), i16x8.splat(LUMA_OFFSET)),
  );
  const whole = i16x8.shr_u(sum, 8);
  v128.store64_lane(luma, i8x16.narrow_i16x8_u(whole, whole), 0);
  redSum = i32x4.add(redSum, i32x4.extadd_pairwise_i16x8_s(red));
  greenSum = i32x4.add(greenSum, i32x4.extadd_pairwise_i16x8_s(green));
  blueSum = i32x4.add(blueSum, i32x4.extadd_pairwise_i16x8_s(blue));
}

/** A chroma value from the sums of four pixels; weights of 256, so 10 bits go, and 128 and a half are added. */
@inline
function weigh(red: i32, green: i32, blue: i32): v128 {
  const sum = i32x4.add(
    i32x4.add(i32x4.mul(redSum, i32x4.splat(red)), i32x4.mul(greenSum, i32x4.splat(green))),
    i32x4.add(i32x4.mul(blueSum, i32x4.splat(blue)), i32x4.splat(128 * 1024 + 512)),
  );
  return i32x4.shr_s(sum, 10);
}
