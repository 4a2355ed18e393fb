import { expect, test } from 'vitest';
import { psnrDb } from './fixtures/compare.ts';
import { loadHead } from './fixtures/head.ts';
import * as made from './fixtures/made-scenes.ts';
import { type StoredScene } from './fixtures/stored-scene.ts';
import { drawWithWebGl } from './fixtures/webgl.ts';
import { CpuRenderer } from './index.ts';

const SIZE = { width: 640, height: 360 };
/** Two pictures that differ by less are the same to a viewer. */
const EQUAL_DB = 40;

async function likeness(stored: StoredScene, antialias: boolean): Promise<number> {
  const renderer = await CpuRenderer.create({ ...SIZE, antialias });
  renderer.render(stored.scene, stored.camera);
  const ours = renderer.readPixels();
  const theirs = drawWithWebGl(stored, SIZE.width, SIZE.height, antialias);
  renderer.dispose();
  return psnrDb(ours, theirs);
}

const SCENES: Record<string, () => StoredScene | Promise<StoredScene>> = {
  'a head at rest': () => loadHead('/avatars/mira.glb'),
  'a head speaking and smiling': speakingHead,
  'each kind of light': made.lightKinds,
  'a long floor': made.longFloor,
  'the inside of a box': made.insideBox,
  'panes of glass': made.panes,
  'cut-outs and coloured vertices': made.cutouts,
  'a pipe bent by bones': made.bentPipe,
  'rough and smooth balls': made.shiny,
  'a ball before a picture': made.beforePicture,
  'an image of odd sides': made.oddImage,
};

async function speakingHead(): Promise<StoredScene> {
  const head = await loadHead('/avatars/mira.glb', false);
  head.setWeights({ jawOpen: 0.5, mouthSmileLeft: 0.6, mouthSmileRight: 0.5, eyeBlinkLeft: 0.8 });
  head.head.rotation.set(0.1, 0.3, -0.05);
  return head;
}

for (const [name, make] of Object.entries(SCENES)) {
  test(`${name} looks as WebGL draws it`, async () => {
    expect(await likeness(await make(), false)).toBeGreaterThan(EQUAL_DB);
  });
  test(`${name} looks as WebGL draws it, antialiased`, async () => {
    expect(await likeness(await make(), true)).toBeGreaterThan(EQUAL_DB);
  });
}
