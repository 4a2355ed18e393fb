/** Draws what `../main.ts` asks for with the page's own face and renderer. */
import type { Pictures } from '../pictures.ts';
import { drawFilm } from './film.ts';
import { drawSheet } from './sheet.ts';
import { findSight } from './sight.ts';

const pictures: Pictures = {
  sheet: async (request) => toBase64(await drawSheet(request), request.type),
  async film(request) {
    const frames: string[] = [];
    for await (const frame of drawFilm(request)) frames.push(await toBase64(frame, 'image/png'));
    return frames;
  },
  sight: findSight,
};

async function toBase64(canvas: OffscreenCanvas, type: string): Promise<string> {
  const blob = await canvas.convertToBlob({ type, quality: 0.9 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { pictures });
