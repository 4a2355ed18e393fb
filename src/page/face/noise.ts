/** Spreads every bit of a 32-bit integer over all others (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A uniform number in [0, 1) that depends on nothing but its integer arguments. */
export function uniform(seed: number, a: number, b = 0): number {
  const first = scramble((seed | 0) + Math.imul(a | 0, 0x9e3779b1) + 0x7f4a7c15);
  return (scramble(first + Math.imul(b | 0, 0x632be5ab) + 0x51ed270b) >>> 0) / 0x1_0000_0000;
}

/** A standard normal number (Box and Muller), cut at ±3 so that no draw is grotesque. */
export function normal(seed: number, a: number, b = 0): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(seed, a, 2 * b)));
  const value = radius * Math.cos(2 * Math.PI * uniform(seed, a, 2 * b + 1));
  return Math.max(-3, Math.min(3, value));
}

/** A seed of its own for each layer, so that layers don't move together. */
export function deriveSeed(seed: number, layer: string): number {
  let h = scramble(seed);
  for (let i = 0; i < layer.length; i++) h = scramble(Math.imul(h, 31) + layer.charCodeAt(i));
  return h;
}

/**
 * Smooth noise in (−1, 1) of about one bend per unit of `x`: a uniform cubic B-spline through
 * hashed values. Unlike common value noise it has no rest at the lattice, which one would see as a
 * beat, and its first two derivatives are continuous.
 */
export function smoothNoise(seed: number, x: number): number {
  const cell = Math.floor(x);
  const u = x - cell;
  const v = 1 - u;
  const sum =
    v * v * v * uniform(seed, cell - 1) +
    (3 * u * u * u - 6 * u * u + 4) * uniform(seed, cell) +
    (3 * v * v * v - 6 * v * v + 4) * uniform(seed, cell + 1) +
    u * u * u * uniform(seed, cell + 2);
  return sum / 3 - 1;
}
