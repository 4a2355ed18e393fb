import { fetchModel } from '../../../../src/page/lipsync/fetch-model.ts';
import { readWav, type WavSound } from '../../../../src/page/lipsync/index.ts';
import { CROPS, putPart, Recital, Studio, wholeSize } from '../../../../src/page/studio/index.ts';
import type { FilmRequest } from '../pictures.ts';
import { addressOf } from './address.ts';

const SILENCE: WavSound = { sampleRateHz: 16_000, samples: new Float32Array(0) };

/** Draws one frame after the other. */
export async function* drawFilm(request: FilmRequest): AsyncGenerator<OffscreenCanvas> {
  const { character, seed, frame, cell, fps, fromSec, durationSec, speech, speechSec } = request;
  const crop = CROPS[frame];
  if (!crop) throw new Error(`frame is ${frame}; choose of ${Object.keys(CROPS).join(', ')}.`);
  const [studio, model, sound] = await Promise.all([
    Studio.open(addressOf(character), wholeSize(crop, cell)),
    fetchModel(),
    speech ? fetchSound(speech) : SILENCE,
  ]);
  const recital = new Recital({ seed, sound, model, startSec: speechSec });
  const canvas = new OffscreenCanvas(cell.width, cell.height);
  for (let i = 0; i < durationSec * fps; i++) {
    const picture = studio.draw(recital.poseAt(fromSec + i / fps));
    putPart(canvas.getContext('2d')!, picture, crop, 0, 0);
    yield canvas;
  }
  studio.close();
}

async function fetchSound(address: string): Promise<WavSound> {
  return readWav(await (await fetch(address)).arrayBuffer());
}
