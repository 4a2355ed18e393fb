import { toBase64 } from '../../probe/base64.ts';
import type { Rig } from '../../probe/index.ts';

/** A watcher sees what is drawn this often: enough to look, and little to pay. */
const PERIOD_MS = 200;
/** What is wider is made smaller. */
const MAX_WIDTH_PX = 640;
const QUALITY = 0.7;

/**
 * Takes one of the pictures that go out a few times a second. Borrowed on their way: a second reader of
 * the track would cost each frame, not each picture (`npm run bench:workbench`).
 *
 * @param onPicture is given a JPEG in base64.
 * @returns the way to stop.
 */
export function sendPictures(rig: Rig, onPicture: (jpeg: string) => void): () => void {
  const take = jpegMaker();
  let dueMs = 0;
  const send = async (picture: VideoFrame) => {
    const jpeg = await take(picture);
    picture.close();
    onPicture(toBase64(new Uint8Array(await jpeg.arrayBuffer())));
  };
  rig.onPicture = (picture) => {
    if (performance.now() < dueMs) return;
    dueMs = performance.now() + PERIOD_MS;
    const copy = picture.clone();
    // Behind the frame, which must not wait for it.
    setTimeout(() => void send(copy).catch(() => undefined));
  };
  return () => {
    rig.onPicture = undefined;
  };
}

/**
 * Drawing a `VideoFrame` on a canvas without a GPU takes ten times as long as having it converted first, and
 * a canvas that lies with a GPU in software has to be read back.
 */
function jpegMaker(): (picture: VideoFrame) => Promise<Blob> {
  const [whole, small] = [softCanvas(), softCanvas()];
  let pixels = new Uint8ClampedArray(0);
  return async (picture) => {
    const { width, height } = picture.visibleRect!;
    if (pixels.length !== width * height * 4) pixels = new Uint8ClampedArray(width * height * 4);
    await picture.copyTo(pixels, { format: 'RGBA' });
    fit(whole, width, height).putImageData(new ImageData(pixels, width, height), 0, 0);
    if (width <= MAX_WIDTH_PX) return toJpeg(whole);
    const smallHeight = Math.round((MAX_WIDTH_PX * height) / width);
    const context = fit(small, MAX_WIDTH_PX, smallHeight);
    context.drawImage(whole.canvas, 0, 0, MAX_WIDTH_PX, smallHeight);
    return toJpeg(small);
  };
}

function softCanvas(): OffscreenCanvasRenderingContext2D {
  return new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
}

function fit(context: OffscreenCanvasRenderingContext2D, width: number, height: number) {
  if (context.canvas.width !== width) context.canvas.width = width;
  if (context.canvas.height !== height) context.canvas.height = height;
  return context;
}

function toJpeg({ canvas }: OffscreenCanvasRenderingContext2D): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
