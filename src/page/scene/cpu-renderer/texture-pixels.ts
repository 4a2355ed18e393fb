import { type Texture } from 'three';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture as bytes, four a pixel (RGBA, not premultiplied), rows as the source has them. */
export interface Pixels extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * The pixels of a texture's image, in the size that `fit` makes of its own; nothing while it is still loading or when its kind is
 * unknown.
 */
export function readTexture(
  texture: Texture,
  fit: (size: Size) => Size = (size) => size,
): Pixels | undefined {
  const image: unknown = texture.image;
  if (isPixels(image)) return resize(widenToRgba(image), fit(image));
  if (isDrawable(image)) return readDrawable(image, fit(image));
  return undefined;
}

type Drawable = CanvasImageSource & Size;

function isPixels(image: unknown): image is Pixels {
  return typeof image === 'object' && image !== null && 'data' in image && hasSize(image);
}

function isDrawable(image: unknown): image is Drawable {
  return typeof image === 'object' && image !== null && hasSize(image);
}

function hasSize(image: object): boolean {
  const { width = 0, height = 0 } = image as { width?: number; height?: number };
  return width > 0 && height > 0;
}

/** Data of one, two or three bytes a pixel becomes RGBA, as WebGL does it: what is missing is 0, opacity 255. */
function widenToRgba(image: Pixels): Pixels {
  const { width, height, data } = image;
  const size = data.length / (width * height);
  if (size === 4) return image;
  const out = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) out[i * 4 + k] = k < size ? (data[i * size + k] ?? 0) : 0;
    out[i * 4 + 3] = 255;
  }
  return { width, height, data: out };
}

function readDrawable(image: Drawable, { width, height }: Size): Pixels {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No 2D canvas of ${width} x ${height} to read a texture with.`);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** Bilinear, for data that no canvas can draw. */
function resize(image: Pixels, { width, height }: Size): Pixels {
  if (width === image.width && height === image.height) return image;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const [upper, lower, down] = between(y, height, image.height);
    for (let x = 0; x < width; x++) {
      const [left, right, across] = between(x, width, image.width);
      for (let k = 0; k < 4; k++) {
        const read = (column: number, row: number) =>
          image.data[(row * image.width + column) * 4 + k]!;
        const above = read(left, upper) + (read(right, upper) - read(left, upper)) * across;
        const below = read(left, lower) + (read(right, lower) - read(left, lower)) * across;
        data[(y * width + x) * 4 + k] = above + (below - above) * down;
      }
    }
  }
  return { width, height, data };
}

/** The two pixels of a side of `from` between which the middle of pixel `i` of `to` lies, and the second one's share. */
function between(i: number, to: number, from: number): [number, number, number] {
  const at = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
  const first = Math.floor(at);
  return [first, Math.min(first + 1, from - 1), at - first];
}
