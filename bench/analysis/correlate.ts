/** Where two signals fit best. */
export interface Fit {
  /** By how much the second trails the first; fractions of a step included. */
  readonly lag: number;
  /** Correlation there, -1 to 1. */
  readonly r: number;
}

/**
 * Slides a pattern over a signal.
 *
 * @param pattern of n values.
 * @param signal of n + 2 · `maxLag` values: where the pattern is expected, and `maxLag` on both sides.
 * @returns the lag from -`maxLag` to `maxLag` with the highest correlation.
 */
export function findLag(pattern: Float64Array, signal: Float64Array, maxLag: number): Fit {
  const r = Array.from({ length: 2 * maxLag + 1 }, (_, i) =>
    correlation(pattern, signal.subarray(i, i + pattern.length)),
  );
  const best = r.indexOf(Math.max(...r));
  return { lag: best - maxLag + peakOffset(r, best), r: r[best]! };
}

/** Pearson's r; 0 where one of the two does not change. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let [sumA, sumB] = [0, 0];
  for (let i = 0; i < n; i++) {
    sumA += a[i]!;
    sumB += b[i]!;
  }
  let [cross, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = a[i]! - sumA / n;
    const y = b[i]! - sumB / n;
    cross += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  const scale = Math.sqrt(squaresA * squaresB);
  return scale > 1e-9 ? cross / scale : 0;
}

/** Top of the parabola through the best value and its neighbours. */
function peakOffset(r: readonly number[], best: number): number {
  const [before, top, after] = [r[best - 1], r[best]!, r[best + 1]];
  if (before === undefined || after === undefined) return 0;
  const bend = before - 2 * top + after;
  return bend < 0 ? (0.5 * (before - after)) / bend : 0;
}
