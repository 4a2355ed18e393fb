/** Where this process's `performance.now()` begins on the clock that all processes of a machine share. */
export function monotonicOriginMs(): number {
  return Number(process.hrtime.bigint()) / 1e6 - performance.now();
}
