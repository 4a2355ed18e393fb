/** Draws what `../main.ts` asks for with the page's own face and renderer. */
import type { Pictures } from '../pictures.ts';
import { drawFilm } from './film.ts';
import { drawSheet } from './sheet.ts';

const pictures: Pictures = {
  sheet: async (request) => toBase64(await drawSheet(request)),
  async film(request) {
    const frames: string[] = [];
    for await (const frame of drawFilm(request)) frames.push(await toBase64(frame));
    return frames;
  },
};

/** A picture as PNG. */
async function toBase64(canvas: OffscreenCanvas): Promise<string> {
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { pictures });
