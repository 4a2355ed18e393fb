// A matrix times a vector, for the network: four numbers at a time.

/**
 * `out` becomes `rows` times `vector`, plus `biases`.
 *
 * All pointers are byte addresses of f32. Both counts are multiples of four: what is missing is zero.
 */
export function multiply(
  rows: usize, rowCount: i32, columnCount: i32,
  vector: usize, biases: usize, out: usize,
): void {
  const rowBytes = <usize>columnCount << 2;
  for (let r = 0; r < rowCount; r += 4) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let at = rows + <usize>r * rowBytes;
    const vectorEnd = vector + rowBytes;
    for (let from = vector; from < vectorEnd; from += 16, at += 16) {
      const x = v128.load(from);
      a = f32x4.add(a, f32x4.mul(x, v128.load(at)));
      b = f32x4.add(b, f32x4.mul(x, v128.load(at + rowBytes)));
      c = f32x4.add(c, f32x4.mul(x, v128.load(at + rowBytes * 2)));
      d = f32x4.add(d, f32x4.mul(x, v128.load(at + rowBytes * 3)));
    }
    const here = <usize>r << 2;
    v128.store(out + here, f32x4.add(sums(a, b, c, d), v128.load(biases + here)));
  }
}

/** The sum of each. */
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = pairs(a, b);
  const cd = pairs(c, d);
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** a0 + a2, b0 + b2, a1 + a3, b1 + b3. */
@inline
function pairs(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}
