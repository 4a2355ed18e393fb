// Makes all sizes of a texture from its picture, row by row: of each size only two rows are kept in linear light, however large it is.
import { encodePower } from './gamma';
import { LEVEL_REPEATS, LEVEL_SIZE, TextureLevel } from './records';

/** A row in linear light has 16 bytes a texel: red, green, blue and opacity, f32. */
const TEXEL_SHIFT: usize = 4;

/** What each byte of a colour is in the first level. */
const encoded = memory.data(256);

/**
 * Takes `count` rows of a texture's picture, from row `y` on, all rows in order: RGBA bytes, as wide as the first level.
 *
 * @param first the texture's first level; the smaller ones stand behind it, down to one texel
 * @param rows room for two rows of each level in linear light, the first level's first; the last one's is its mean colour in the end
 * @param linear what each byte of a colour is in linear light, 256 × f32
 */
export function addTextureRows(first: TextureLevel, rows: usize, linear: usize, bytes: usize, y: i32, count: i32): void {
  const width = first.widthMask + 1;
  if (y == 0) encodeBytes(linear);
  for (let i = 0; i < count; i++, bytes += <usize>width << 2) {
    copyRow(first, bytes, y + i);
    decodeRow(bytes, width, linear, rowOf(rows, width, y + i));
    completeRows(first, rows, y + i);
  }
}

function encodeBytes(linear: usize): void {
  for (let i: usize = 0; i < 256; i++) {
    store<u8>(encoded + i, <u8>i32x4.extract_lane(encode(v128.load32_splat(linear + (i << 2))), 0));
  }
}

@inline
function rowOf(rows: usize, width: i32, y: i32): usize {
  return rows + ((<usize>width << TEXEL_SHIFT) * (y & 1));
}

/** Writes a row of the first level: a colour's byte becomes another one, as each is the same in linear light wherever it is. */
@inline
function copyRow(level: TextureLevel, bytes: usize, y: i32): void {
  const out = startOf(level, y);
  const end = out + (<usize>level.widthMask << 2) + 4;
  for (let at = out; at < end; at += 4, bytes += 4) {
    store<u8>(at, load<u8>(encoded + load<u8>(bytes)));
    store<u8>(at, load<u8>(encoded + load<u8>(bytes, 1)), 1);
    store<u8>(at, load<u8>(encoded + load<u8>(bytes, 2)), 2);
    store<u8>(at, load<u8>(bytes, 3) ^ 0x80, 3);
  }
  repeatEnds(level, out, y);
}

@inline
function decodeRow(bytes: usize, width: i32, linear: usize, row: usize): void {
  const end = bytes + (<usize>width << 2);
  for (; bytes < end; bytes += 4, row += 16) {
    store<f32>(row, load<f32>(linear + (<usize>load<u8>(bytes) << 2)));
    store<f32>(row, load<f32>(linear + (<usize>load<u8>(bytes, 1) << 2)), 4);
    store<f32>(row, load<f32>(linear + (<usize>load<u8>(bytes, 2) << 2)), 8);
    store<f32>(row, <f32>load<u8>(bytes, 3) * (1.0 / 255), 12);
  }
}

/** A row of a level is there: writes those of the smaller levels that it completes. */
function completeRows(level: TextureLevel, rows: usize, y: i32): void {
  for (;;) {
    const width = level.widthMask + 1;
    const isOneHigh = level.heightMask == 0;
    const waitsForLower = !isOneHigh && (y & 1) == 0;
    if (waitsForLower || (isOneHigh && width == 1)) return;
    const smaller = rows + (<usize>width << (TEXEL_SHIFT + 1));
    const row = rowOf(rows, width, y);
    y >>= 1;
    level = changetype<TextureLevel>(changetype<usize>(level) + LEVEL_SIZE);
    const halved = rowOf(smaller, level.widthMask + 1, y);
    halve(rows, row, width, halved);
    writeRow(level, halved, y);
    rows = smaller;
  }
}

/** The mean of four texels for each two columns of two rows. */
@inline
function halve(upper: usize, lower: usize, width: i32, out: usize): void {
  const right: usize = width > 1 ? 16 : 0;
  const end = upper + (<usize>width << TEXEL_SHIFT);
  for (; upper < end; upper += 32, lower += 32, out += 16) {
    const above = f32x4.add(v128.load(upper), v128.load(upper + right));
    const below = f32x4.add(v128.load(lower), v128.load(lower + right));
    v128.store(out, f32x4.mul(f32x4.add(above, below), f32x4.splat(0.25)));
  }
}

@inline
function startOf(level: TextureLevel, y: i32): usize {
  return level.texels + (<usize>(y * level.rowTexels) << 2);
}

/** Writes a row of a level that is in linear light. */
@inline
function writeRow(level: TextureLevel, row: usize, y: i32): void {
  const out = startOf(level, y);
  const end = out + (<usize>level.widthMask << 2) + 4;
  for (let at = out; at < end; at += 4, row += 16) store<i32>(at, i32x4.extract_lane(encode(v128.load(row)), 0));
  repeatEnds(level, out, y);
}

/** Bilinear reads want a texel beyond the end of each row, and a row beyond the last one. */
@inline
function repeatEnds(level: TextureLevel, row: usize, y: i32): void {
  const repeats = changetype<usize>(level) + LEVEL_REPEATS;
  const end = row + (<usize>level.widthMask << 2) + 4;
  store<u32>(end, load<u32>(load<f32>(repeats) != 0 ? row : end - 4));
  if (y < level.heightMask) return;
  const rowBytes = <usize>level.rowTexels << 2;
  memory.copy(row + rowBytes, load<f32>(repeats, 4) != 0 ? level.texels : row, rowBytes);
}

/** A texel in linear light as four signed bytes, less 128: colours in the encoding of gamma.ts, opacity as it is. */
@inline
function encode(linear: v128): v128 {
  const dark = f32x4.mul(f32x4.add(f32x4.mul(linear, f32x4.splat(12.92)), f32x4.splat(0.055)), f32x4.splat(1 / 1.055));
  const isDark = f32x4.le(linear, f32x4.splat(0.0031308));
  const color = v128.bitselect(dark, encodePower(linear), isDark);
  const shares = v128.shuffle<i32>(color, linear, 0, 1, 2, 7);
  const values = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(shares, f32x4.splat(255))));
  const words = i16x8.narrow_i32x4_s(values, values);
  return v128.xor(i8x16.narrow_i16x8_u(words, words), i8x16.splat(-128));
}
