/** Of a picture, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const ASPECT = 16 / 9;

/** What is asked for; a missing side follows from the other at 16:9. */
export function choosePictureSize(
  wanted: { readonly width?: number | undefined; readonly height?: number | undefined },
  fallback: Size,
): Size {
  const width = wanted.width ?? (wanted.height ? wanted.height * ASPECT : fallback.width);
  const height = wanted.height ?? (wanted.width ? wanted.width / ASPECT : fallback.height);
  return { width: toEven(width), height: toEven(height) };
}

/** Video wants even numbers. */
export function toEven(pixels: number): number {
  return Math.round(pixels / 2) * 2;
}
