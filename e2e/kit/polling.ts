import { setTimeout as delay } from 'node:timers/promises';

/** How often someone is asked who tells nothing by himself. */
const INTERVAL_MS = 100;

/** Resolves when `check` holds, asked again and again of a part that sends no events. */
export async function eventually(
  check: () => boolean | Promise<boolean>,
  what: string,
  boundMs = 15_000,
): Promise<void> {
  const endMs = performance.now() + boundMs;
  while (!(await check())) {
    if (performance.now() > endMs)
      throw new Error(`Waited ${boundMs / 1000} s in vain for ${what}.`);
    await delay(INTERVAL_MS);
  }
}
