import { type Texture } from 'three';

/** A picture as bytes, four a pixel (RGBA, not premultiplied), rows as the source has them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** The pixels of a texture's image; nothing while it is still loading or when its kind is unknown. */
export function readTexture(texture: Texture): Pixels | undefined {
  const image: unknown = texture.image;
  if (isPixels(image)) return widenToRgba(image);
  if (isDrawable(image)) return readDrawable(image);
  return undefined;
}

type Drawable = CanvasImageSource & { readonly width: number; readonly height: number };

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

function readDrawable(image: Drawable): Pixels {
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No 2D canvas of ${width} x ${height} to read a texture with.`);
  context.drawImage(image, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
