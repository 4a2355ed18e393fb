import { toBase64 } from '../../probe/base64.ts';

/** A watcher sees what is drawn this often: enough to look, and little to pay. */
const PERIOD_MS = 200;
const WIDTH_PX = 480;
const QUALITY = 0.7;

/**
 * Takes a picture of a track a few times a second.
 *
 * @param onPicture is given a JPEG in base64.
 * @returns the way to stop.
 */
export function sendPictures(
  track: MediaStreamTrack,
  onPicture: (jpeg: string) => void,
): () => void {
  const copy = track.clone();
  // Only the newest frame waits to be read.
  const { readable } = new MediaStreamTrackProcessor({
    track: copy as MediaStreamVideoTrack,
    maxBufferSize: 1,
  });
  const reader = (readable as ReadableStream<VideoFrame>).getReader();
  const canvas = new OffscreenCanvas(WIDTH_PX, 1);
  const take = async () => {
    const { value: frame, done } = await reader.read();
    if (done) return;
    canvas.height = Math.round((WIDTH_PX * frame.displayHeight) / frame.displayWidth);
    canvas.getContext('2d')!.drawImage(frame, 0, 0, canvas.width, canvas.height);
    frame.close();
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    onPicture(toBase64(new Uint8Array(await jpeg.arrayBuffer())));
  };
  const timer = setInterval(() => void take().catch(() => undefined), PERIOD_MS);
  return () => {
    clearInterval(timer);
    void reader.cancel();
    copy.stop();
  };
}
