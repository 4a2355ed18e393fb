/** Part of a picture, in shares of its width and height. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Places in a square portrait of any of the cast. */
export const CROPS: Readonly<Record<string, Crop>> = {
  portrait: { x: 0, y: 0, width: 1, height: 1 },
  talk: { x: 0.2, y: 0.2, width: 0.6, height: 0.6 },
  eyes: { x: 0.32, y: 0.33, width: 0.36, height: 0.18 },
  mouth: { x: 0.38, y: 0.52, width: 0.24, height: 0.16 },
};

/** Size of the whole picture of which this part has the wanted size, in even numbers. */
export function wholeSize(crop: Crop, cell: { width: number; height: number }) {
  const even = (px: number) => 2 * Math.round(px / 2);
  return { width: even(cell.width / crop.width), height: even(cell.height / crop.height) };
}

/** Puts that part at (x, y). */
export function putPart(
  canvas: OffscreenCanvasRenderingContext2D,
  picture: ImageData,
  crop: Crop,
  x: number,
  y: number,
): void {
  const left = Math.round(crop.x * picture.width);
  const top = Math.round(crop.y * picture.height);
  const [width, height] = [crop.width * picture.width, crop.height * picture.height];
  canvas.putImageData(picture, x - left, y - top, left, top, Math.round(width), Math.round(height));
}
