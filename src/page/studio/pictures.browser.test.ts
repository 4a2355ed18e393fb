import pixelmatch from 'pixelmatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAST } from '../../protocol/index.ts';
import { ARKIT_INDEX, type FacePose } from '../face/index.ts';
import { CROPS, putPart } from './crop.ts';
import { KEY_POSES, keyPose, type KeyPose } from './key-poses.ts';
import { Studio } from './studio.ts';
import { keepPicture, loadReference, renewReference } from './test-kit/references.ts';

/*
 * The cast in its key poses as the CPU renderer draws it, beside the pictures in `references`. After a change that is
 * meant, `npm run test:unit -- src/page/studio/pictures -u` draws those anew: look at them before they are committed.
 */

const SIDE = 200;
/** One colour instead of the default's grain makes the references smaller by a third. */
const STUDIO = { width: SIDE, height: SIDE, background: '#b3bfc8' };

/** From this distance on two colours differ: 1 is black and white (OKLab, HyAB). */
const COLOUR_DISTANCE = 0.02;
const WINDOW = 16;
/**
 * So many of any 16×16 pixels may differ. On one machine none do, from run to run. A light 2 % stronger, which nobody
 * sees, makes 0 of them; half a smile by a fifth, of what is to be told below the faintest, 47 (Amara).
 */
const TOLERATED = 20;

function open(character: string): Promise<Studio> {
  return Studio.open(new URL(`/avatars/${character}.glb`, location.href), STUDIO);
}

/** Sounds are looked at more closely, as on the contact sheet. */
function cut(picture: ImageData, { viseme }: KeyPose): ImageData {
  const crop = CROPS[viseme ? 'talk' : 'portrait']!;
  const [width, height] = [SIDE * crop.width, SIDE * crop.height];
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  })!;
  putPart(context, picture, crop, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** How many pixels differ where most do; all of them in pictures of other sizes. */
function difference(a: ImageData, b: ImageData, shown?: ImageData): number {
  if (a.width !== b.width || a.height !== b.height) return WINDOW ** 2;
  return pixelmatch(a.data, b.data, shown?.data, a.width, a.height, {
    threshold: COLOUR_DISTANCE,
    includeAA: true,
    windowSize: WINDOW,
  });
}

describe.each(CAST)('%s', (character) => {
  let studio: Studio;
  beforeAll(async () => (studio = await open(character)));
  afterAll(() => studio.close());

  test.each(Object.entries(KEY_POSES))('%s looks as it did', async (pose, key) => {
    const name = `${character}/${pose}`;
    const picture = cut(studio.draw(keyPose(key), key), key);
    const reference = await loadReference(name);
    const shown = new ImageData(picture.width, picture.height);
    const pixels = reference ? difference(reference, picture, shown) : WINDOW ** 2;
    if (pixels <= TOLERATED || (await renewReference(name, picture, !reference))) return;
    const kept = [await keepPicture(name, picture), await keepPicture(`${name}-difference`, shown)];
    expect.fail(
      `${pixels} of 256 pixels differ in one place of ${name}, ${TOLERATED} may: ${kept.join(', ')}`,
    );
  });
});

describe.each(CAST)('a change that the eye sees is told: %s with', (character) => {
  let studio: Studio;
  let neutral: ImageData;
  beforeAll(async () => {
    studio = await open(character);
    neutral = studio.draw(keyPose({}));
  });
  afterAll(() => studio.close());

  const CHANGES: Record<string, (pose: FacePose) => void> = {
    'a jaw opened by a tenth': ({ weights }) => (weights[ARKIT_INDEX.jawOpen]! += 0.1),
    'a lid lowered by a fifth': ({ weights }) => (weights[ARKIT_INDEX.eyeBlinkLeft]! += 0.2),
    'half a smile by a fifth': ({ weights }) => (weights[ARKIT_INDEX.mouthSmileLeft]! += 0.2),
    'a head turned by one degree': ({ head }) => (head.yaw += Math.PI / 180),
  };
  test.each(Object.entries(CHANGES))('%s', (_, change) => {
    const pose = keyPose({});
    change(pose);
    expect(difference(neutral, studio.draw(pose))).toBeGreaterThan(2 * TOLERATED);
  });

  test('a light stronger by a tenth', () => {
    const brighter = studio.draw(keyPose({}), { light: 1.1 });
    expect(difference(neutral, brighter)).toBeGreaterThan(2 * TOLERATED);
  });
});

describe('nothing is left out that can be seen', () => {
  const GREEN = { width: 800, height: 800, background: '#00ff00' };
  const TURNS_RAD = [0.04, 0.095, 0.3];
  const WAYS = [
    { yaw: 1, pitch: 1, viseme: 'aa' },
    { yaw: 1, pitch: -1, mood: 'smile' },
    { yaw: -1, pitch: 1, mood: 'surprise' },
    { yaw: -1, pitch: -1, viseme: 'E' },
    { yaw: 1, pitch: 0, viseme: 'O' },
    { yaw: -1, pitch: 0, shut: true },
  ] as const;
  /** A turn that nobody sees, but a bust that is looked at from the side is drawn whole. */
  const WHOLE = { turnDeg: 1e-6 };

  /** Pixels through which the wall is seen in `part` alone, away from outlines: those of hair may differ by a pixel. */
  function holes(whole: ImageData, part: ImageData): number {
    const { width, data } = whole;
    const green = (of: Uint8ClampedArray, at: number) =>
      of[at + 1]! - Math.max(of[at]!, of[at + 2]!);
    const around = [-2, -1, 0, 1, 2].flatMap((y) => [-2, -1, 0, 1, 2].map((x) => y * width + x));
    const isOutline = (at: number) => around.some((step) => green(data, at + step * 4) > 150);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (green(part.data, at) > 150 && green(data, at) < 50 && !isOutline(at)) count++;
    }
    return count;
  }

  test.each(CAST)('of %s, however the head turns', async (character) => {
    const studio = await Studio.open(new URL(`/avatars/${character}.glb`, location.href), GREEN);
    for (const turn of TURNS_RAD) {
      for (const { yaw, pitch, ...key } of WAYS) {
        const pose = keyPose(key);
        Object.assign(pose.head, { yaw: yaw * turn, pitch: pitch * turn, roll: yaw * turn });
        Object.assign(pose.gaze, { yaw: -yaw * 0.4, pitch: pitch * 0.3 });
        const found = holes(studio.draw(pose, WHOLE), studio.draw(pose));
        expect(found, `turned by ${yaw * turn} and ${pitch * turn}`).toBe(0);
      }
    }
    studio.close();
  });
});
