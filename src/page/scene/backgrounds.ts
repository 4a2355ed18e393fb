import { Color, DataTexture, LinearFilter, SRGBColorSpace, type Texture } from 'three';
import { PageError } from '../room/index.ts';
import { BACKDROPS, paintBackdrop } from './backdrops.ts';
import { fetchLimited } from './fetch-limited.ts';
import { fileAddress, type FileRules } from './file-address.ts';
import type { Size } from './picture-size.ts';

/** What stands behind the head. */
export type Background =
  | { readonly kind: 'colour'; readonly colour: string }
  | { readonly kind: 'preset'; readonly name: string }
  | { readonly kind: 'image'; readonly address: URL };

const DEFAULT_BACKGROUND = 'studio';
const LIMITS = { maxBytes: 10 * 1024 * 1024, what: 'background' };
const IMAGE_FOLDER = 'backgrounds/';

/**
 * Reads the option `background`.
 *
 * @throws {PageError} naming what there is.
 */
export function parseBackground(text: string = DEFAULT_BACKGROUND, rules: FileRules): Background {
  if (Object.hasOwn(BACKDROPS, text)) return { kind: 'preset', name: text };
  if (/^#?[\da-f]{6}$/i.test(text)) return { kind: 'colour', colour: `#${text.replace('#', '')}` };
  if (text === 'transparent') {
    throw new PageError(
      'bad_options',
      'background is transparent, but video in a call has no transparency: choose a colour that whoever shows the picture can key out, such as #00b140.',
    );
  }
  if (/[./:]/.test(text)) {
    return { kind: 'image', address: fileAddress('background', text, IMAGE_FOLDER, rules) };
  }
  throw new PageError(
    'bad_options',
    `background is ${JSON.stringify(text)}; choose ${Object.keys(BACKDROPS).join(', ')}, a colour such as #c9d3da, or an image file.`,
  );
}

/**
 * Makes a background for pictures of one size: a colour, or a texture of exactly that size, which
 * every renderer shows pixel for pixel.
 *
 * @throws {PageError} `bad_options`, when an image can't be used.
 */
export async function makeBackground(background: Background, size: Size): Promise<Color | Texture> {
  if (background.kind === 'colour') return new Color(background.colour);
  if (background.kind === 'preset') {
    return toTexture(paintBackdrop(BACKDROPS[background.name]!, size), size);
  }
  return toTexture(await loadImage(background.address, size), size);
}

function toTexture(rgba: Uint8Array<ArrayBuffer>, { width, height }: Size): Texture {
  const texture = new DataTexture(rgba, width, height);
  texture.colorSpace = SRGBColorSpace;
  // The first row is the upper one.
  texture.flipY = true;
  // The picture may become smaller than it was made for.
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** The image's middle, as large as covers the picture. */
async function loadImage(address: URL, size: Size): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await fetchLimited(address, LIMITS);
    const image = await createImageBitmap(new Blob([bytes])).catch(() => {
      throw new Error('it is no image that this browser can show.');
    });
    const scale = Math.max(size.width / image.width, size.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const context = new OffscreenCanvas(size.width, size.height).getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, (size.width - width) / 2, (size.height - height) / 2, width, height);
    image.close();
    return new Uint8Array(context.getImageData(0, 0, size.width, size.height).data);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new PageError('bad_options', `The background at ${address.href} can’t be used: ${text}`, {
      cause,
    });
  }
}
