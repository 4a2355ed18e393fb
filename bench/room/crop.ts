/** A part of a picture, each side from 0 to 1. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const COLUMNS = 48;
const ROWS = 36;

/** Brightness at a grid of points, whatever the picture's size. */
export function cropLuma(
  luma: Uint8Array,
  width: number,
  height: number,
  { left, right, top, bottom }: Region,
): Uint8Array {
  const points = new Uint8Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row++) {
    const y = Math.floor((top + ((bottom - top) * (row + 0.5)) / ROWS) * height);
    for (let column = 0; column < COLUMNS; column++) {
      const x = Math.floor((left + ((right - left) * (column + 0.5)) / COLUMNS) * width);
      points[row * COLUMNS + column] = luma[y * width + x]!;
    }
  }
  return points;
}
