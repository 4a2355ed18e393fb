/** `value`, but not below `min` nor above `max`. */
export function clamp(value: number, min = 0, max = 1): number {
  return value < min ? min : value > max ? max : value;
}

/** From `a` at 0 to `b` at 1. */
export function lerp(a: number, b: number, u: number): number {
  return a + (b - a) * u;
}

/** 0 to 1 over [0, 1] with no speed at either end. */
export function smoothstep(u: number): number {
  const x = clamp(u);
  return x * x * (3 - 2 * x);
}

/**
 * 0 to 1 over [0, 1] with neither speed nor acceleration at the ends: the path of least jerk that
 * limbs take (Flash and Hogan 1985).
 */
export function minimumJerk(u: number): number {
  const x = clamp(u);
  return x * x * x * (x * (6 * x - 15) + 10);
}

/** A hump that rises over `riseSec`, holds, and falls over `fallSec`, `elapsedSec` after it began. */
export function hump(
  elapsedSec: number,
  riseSec: number,
  holdSec: number,
  fallSec: number,
): number {
  if (elapsedSec <= 0) return 0;
  if (elapsedSec < riseSec) return minimumJerk(elapsedSec / riseSec);
  return 1 - minimumJerk((elapsedSec - riseSec - holdSec) / fallSec);
}

/** `value` up to three quarters of `limit`, then ever less, never above it. No kink. */
export function softLimit(value: number, limit: number): number {
  const knee = 0.75 * limit;
  if (value <= knee) return value;
  const room = limit - knee;
  return limit - (room * room) / (value - knee + room);
}

/** {@link softLimit} to both sides of zero. */
export function softLimitBoth(value: number, limit: number): number {
  return value < 0 ? -softLimit(-value, limit) : softLimit(value, limit);
}

/** Degrees to radians. */
export const DEG = Math.PI / 180;
