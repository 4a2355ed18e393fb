/** Values at even steps of time. */
export interface Series {
  readonly startMs: number;
  readonly stepMs: number;
  readonly values: Float64Array;
}

/** Reads a series between its values; holds its ends. */
export function sampleAt({ startMs, stepMs, values }: Series, atMs: number): number {
  const at = Math.max(0, Math.min(values.length - 1, (atMs - startMs) / stepMs));
  const low = Math.floor(at);
  const from = values[low]!;
  return from + (at - low) * ((values[low + 1] ?? from) - from);
}

/** An even series from values at uneven times, each held until the next: as pictures are seen. */
export function holdEvenly(
  timesMs: ArrayLike<number>,
  values: ArrayLike<number>,
  stepMs: number,
): Series {
  const startMs = timesMs[0] ?? 0;
  const length = Math.max(0, Math.floor(((timesMs[timesMs.length - 1] ?? 0) - startMs) / stepMs));
  const out = new Float64Array(length);
  for (let i = 0, k = 0; i < length; i++) {
    while (timesMs[k + 1]! <= startMs + i * stepMs) k++;
    out[i] = values[k]!;
  }
  return { startMs, stepMs, values: out };
}

/** Each value becomes the mean of those at most `halfWidth` steps away. */
export function smooth(values: Float64Array, halfWidth: number): Float64Array {
  return values.map((_, i) => {
    const part = values.subarray(Math.max(0, i - halfWidth), i + halfWidth + 1);
    return part.reduce((sum, x) => sum + x, 0) / part.length;
  });
}
