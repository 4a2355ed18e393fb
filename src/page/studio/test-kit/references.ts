import { commands, server } from 'vitest/browser';
import { toBase64, toBytes } from '../../probe/base64.ts';

const REFERENCES = 'src/page/studio/references';
const FAILURES = 'test-results/key-poses';

const wanted = server.config.snapshotOptions.updateSnapshot;

/**
 * The committed picture of this name.
 *
 * @param name such as `mira/smile`.
 */
export async function loadReference(name: string): Promise<ImageData | null> {
  const stored = await commands.readFile(pathOf(name), 'base64').catch(() => null);
  return stored === null ? null : decode(stored);
}

/**
 * Makes the picture at hand the reference where that is wanted: as with snapshots, `-u` replaces what differs, and what is
 * missing is added, except in CI.
 *
 * @returns whether it was.
 */
export async function renewReference(name: string, picture: ImageData, missing: boolean) {
  if (wanted === 'none' || (wanted === 'new' && !missing)) return false;
  await commands.writeFile(pathOf(name), await encode(picture, 'image/webp'), 'base64');
  return true;
}

const pathOf = (name: string) => `${REFERENCES}/${name}.webp`;

/** Writes a picture for whoever looks into a failure, and says where. */
export async function keepPicture(name: string, picture: ImageData): Promise<string> {
  const path = `${FAILURES}/${name}.png`;
  await commands.writeFile(path, await encode(picture, 'image/png'), 'base64');
  return path;
}

/** Without loss: so Chromium writes WebP of the highest quality. */
async function encode(picture: ImageData, type: string): Promise<string> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')!.putImageData(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality: 1 });
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}

async function decode(base64: string): Promise<ImageData> {
  const image = await createImageBitmap(new Blob([toBytes(base64)]));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
