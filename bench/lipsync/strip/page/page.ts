import { Actor } from '../../../../src/page/actor.ts';
import { SpeechSegment } from '../../../../src/page/input/index.ts';
import { fetchModel } from '../../../../src/page/lipsync/fetch-model.ts';
import { openScene } from '../../../../src/page/scene/index.ts';
import { FRAMES_PER_SEC, type Drawn, type Spoken, type Strip } from '../drawing.ts';
import { ContactSheet, faceOf } from './contact-sheet.ts';

const PICTURE = { width: 1280, height: 720 };

/** Draws every picture of a sentence as the avatar's page would: with its actor, head and renderer. */
async function draw({ samples, sampleRateHz, captions }: Spoken): Promise<Drawn> {
  const { stage } = await openScene({ ...PICTURE, renderer: 'cpu' });
  const mediaAt = (sec: number) => ({ segment: 1, mediaSec: sec, moving: true });
  const actor = new Actor({ seed: 1, mediaAt });
  const segment = new SpeechSegment(1, sampleRateHz);
  actor.hear(segment, Float32Array.from(samples), true, await fetchModel());
  const sheet = new ContactSheet(captions.length);
  const faces = captions.map((caption, i) => {
    actor.poseAt(i / FRAMES_PER_SEC);
    const picture = stage.draw(actor.pose, (i * 1e6) / FRAMES_PER_SEC);
    sheet.add(picture, caption);
    const face = caption.lips ? faceOf(picture) : '';
    picture.close();
    return face;
  });
  stage.close();
  return { sheet: sheet.toDataUrl(), faces };
}

const strip: Strip = { draw };

Object.assign(globalThis, { strip });
