/** Milliseconds since 1970, steady, and the same on every thread of the page. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
