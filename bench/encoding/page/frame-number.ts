/** A frame's number as white and black blocks in its upper left corner, so that it is known again after decoding. */
const BITS = 8;
const BLOCK_PX = 16;

/** Rows of the picture that hold the number: they do not count for its quality. */
export const NUMBER_ROWS = BLOCK_PX;
export const NUMBERS = 1 << BITS;

const [BLACK, WHITE] = [16, 235];

/** Writes into a plane of luma. */
export function writeNumber(luma: Uint8Array, stride: number, number: number): void {
  for (let bit = 0; bit < BITS; bit++) {
    const value = (number >> bit) & 1 ? WHITE : BLACK;
    for (let y = 0; y < BLOCK_PX; y++) {
      const start = y * stride + bit * BLOCK_PX;
      luma.fill(value, start, start + BLOCK_PX);
    }
  }
}

export function readNumber(luma: Uint8Array, stride: number): number {
  let number = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const middle = (BLOCK_PX / 2) * stride + bit * BLOCK_PX + BLOCK_PX / 2;
    if (luma[middle]! > (BLACK + WHITE) / 2) number |= 1 << bit;
  }
  return number;
}
