import type { EventEmitter } from 'node:events';

/** Resolves when `check` holds, asked anew at each of the emitter's events; rejects after the bound. */
export function waitUntil(
  emitter: EventEmitter,
  check: () => boolean,
  what: string,
  boundMs = 15_000,
): Promise<void> {
  if (check()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      clearTimeout(bound);
      emitter.off('change', look);
      if (error) reject(error);
      else resolve();
    };
    const look = () => check() && settle();
    const bound = setTimeout(
      () => settle(new Error(`Waited ${boundMs / 1000} s in vain for ${what}.`)),
      boundMs,
    );
    emitter.on('change', look);
  });
}
