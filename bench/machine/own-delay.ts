import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

/** @returns asks how late this process was at worst (99 of 100 times) since then, in milliseconds. */
export function watchOwnDelay(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => delays.percentile(99) / 1e6;
}
