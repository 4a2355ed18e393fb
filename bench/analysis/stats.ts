/** The value below which this share of the values lies; NaN for none. Values that are NaN don't count. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .toSorted((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
