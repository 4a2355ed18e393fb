import type { Size } from './picture-size.ts';

/** A wall behind a sitter with a lamp on it, as portrait studios have: colours as `#rrggbb`. */
export interface Backdrop {
  /** Where the lamp shines, and where its light ends. */
  readonly lit: string;
  readonly dark: string;
  /** Middle of the light, in parts of the picture's width from the left and height from above. */
  readonly at: readonly [number, number];
  /** How far the light reaches, in parts of the picture's longer side. */
  readonly reach: number;
}

/** Backgrounds that flatter a face: brighter behind the side that is in shade. */
export const BACKDROPS: Readonly<Record<string, Backdrop>> = {
  studio: { lit: '#dbe3e8', dark: '#8b9aa6', at: [0.62, 0.36], reach: 0.85 },
  warm: { lit: '#ecdfcf', dark: '#a98e76', at: [0.62, 0.36], reach: 0.85 },
  sage: { lit: '#d3dccb', dark: '#7f9180', at: [0.62, 0.36], reach: 0.85 },
  dusk: { lit: '#cfa79c', dark: '#565270', at: [0.66, 0.46], reach: 0.95 },
  night: { lit: '#41546f', dark: '#10151f', at: [0.64, 0.4], reach: 0.75 },
  white: { lit: '#fbfcfc', dark: '#e3e7ea', at: [0.5, 0.4], reach: 0.9 },
};

/**
 * Paints a backdrop: RGBA bytes in sRGB, from the upper row to the lower one. A grain of less than
 * one step keeps slow gradients from showing bands.
 */
export function paintBackdrop(
  { lit, dark, at, reach }: Backdrop,
  { width, height }: Size,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(width * height * 4);
  const [from, to] = [parse(lit), parse(dark)];
  const scale = reach * Math.max(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - at[0] * width, y - at[1] * height];
      const distance = Math.sqrt(dx * dx + dy * dy) / scale;
      const share = fallOff(distance);
      const grain = grainAt(x, y);
      const place = 4 * (y * width + x);
      for (let k = 0; k < 3; k++) {
        out[place + k] = Math.floor(from[k]! + (to[k]! - from[k]!) * share + grain);
      }
      out[place + 3] = 255;
    }
  }
  return out;
}

/** From 0 in the middle of the light to 1 where it ends, without an edge anywhere. */
function fallOff(distance: number): number {
  const t = Math.min(1, distance);
  return t * t * (3 - 2 * t);
}

/** 0 to 1, even over any few pixels: interleaved gradient noise (Jimenez 2014, SIGGRAPH courses). */
function grainAt(x: number, y: number): number {
  const inner = 0.06711056 * x + 0.00583715 * y;
  return (52.9829189 * (inner - Math.floor(inner))) % 1;
}

function parse(colour: string): [number, number, number] {
  const hex = Number.parseInt(colour.slice(1), 16);
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
