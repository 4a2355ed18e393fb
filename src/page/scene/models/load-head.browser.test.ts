import { PerspectiveCamera, Scene, Color, AmbientLight, DirectionalLight, Vector3 } from 'three';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFacePose, type FacePose } from '../../face/index.ts';
import { heldViseme } from '../../lipsync/index.ts';
import { CpuRenderer, findUnsupported } from '../cpu-renderer/index.ts';
import { frameHead } from '../framing.ts';
import type { Head } from '../head.ts';
import { simplifyForCpu } from '../simplify-material.ts';
import { loadHead, parseHead } from './load-head.ts';
import { exportGlb } from './test-kit/export.ts';
import { makeFigure } from './test-kit/figure.ts';
import { makeVrm0, makeVrm1 } from './test-kit/vrm.ts';

const SIZE = { width: 160, height: 160 };
const VISEMES = ['viseme_sil', 'viseme_PP', 'viseme_aa', 'viseme_E', 'viseme_O', 'viseme_U'];

const KINDS: Record<string, () => Promise<ArrayBuffer>> = {
  'ARKit’s names': () => exportGlb(makeFigure({ morphs: ['jawOpen', 'mouthSmileLeft'] })),
  'ARKit’s names, loosely, after Mixamo’s bones': () =>
    exportGlb(makeFigure({ morphs: ['blendShape1.Jaw_Open'], prefix: 'mixamorig:' })),
  'ARKit’s names, in centimetres': () =>
    exportGlb(makeFigure({ morphs: ['jawOpen'], scale: 0.01 })),
  'Oculus’s visemes': () => exportGlb(makeFigure({ morphs: VISEMES })),
  'VRoid’s vowels': () =>
    exportGlb(
      makeFigure({ morphs: ['A', 'I', 'U', 'E', 'O'].map((name) => `Face.Fcl_MTH_${name}`) }),
    ),
  'a head alone, without bones': () => exportGlb(makeFigure({ morphs: ['jawOpen'], bones: false })),
  'a jaw bone': () => exportGlb(makeFigure({ jaw: 'CC_Base_JawRoot' })),
  'VRM 1': () => makeVrm1(),
  'VRM 1 and MToon': () => makeVrm1(true),
  'VRM 0': makeVrm0,
};

let renderer: CpuRenderer;
beforeAll(async () => {
  renderer = await CpuRenderer.create(SIZE);
});
afterAll(() => renderer.dispose());

/** A head before a lens, drawn in poses. */
function stage(head: Head): (pose: FacePose) => Uint8ClampedArray {
  const scene = new Scene();
  scene.background = new Color('#80c080');
  scene.add(head.object, new AmbientLight('#ffffff', 2), new DirectionalLight('#ffffff', 1));
  const camera = new PerspectiveCamera();
  frameHead(camera, head.measures, 1);
  simplifyForCpu(head.object);
  return (pose) => {
    head.apply(pose);
    renderer.render(scene, camera);
    return renderer.readPixels();
  };
}

function poseWith(change: (pose: FacePose) => void): FacePose {
  const pose = createFacePose();
  change(pose);
  return pose;
}

/** Parts of the picture's pixels that differ visibly. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (Math.abs(a[i]! - b[i]!) + Math.abs(a[i + 1]! - b[i + 1]!) > 40) count++;
  }
  return count / (SIZE.width * SIZE.height);
}

/** Part of the picture's pixels in a band of its height that are as pale as the doll's skin. */
function skinIn(pixels: Uint8ClampedArray, from: number, to: number): number {
  let count = 0;
  for (let y = Math.floor(from * SIZE.height); y < to * SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const i = 4 * (y * SIZE.width + x);
      if (pixels[i]! > pixels[i + 1]! + 15 && pixels[i]! > 120) count++;
    }
  }
  return count / ((to - from) * SIZE.width * SIZE.height);
}

for (const [kind, make] of Object.entries(KINDS)) {
  test(`a model with ${kind}: framed as a portrait, and its mouth, head and body move`, async () => {
    const head = await parseHead(await make());
    const draw = stage(head);
    const rest = draw(createFacePose()).slice();
    expect(skinIn(rest, 0.3, 0.6)).toBeGreaterThan(0.25);
    const open = draw(poseWith(({ weights }) => weights.set(heldViseme('aa'))));
    expect(difference(rest, open)).toBeGreaterThan(0.004);
    const shut = draw(createFacePose());
    expect(difference(rest, shut)).toBe(0);
    const turned = draw(poseWith(({ head: turn }) => Object.assign(turn, { yaw: 0.3, roll: 0.2 })));
    expect(difference(rest, turned)).toBeGreaterThan(0.01);
    expect(findUnsupported(head.object)).toEqual({ fine: [], more: [] });
  });
}

test('eyes follow the gaze by their bones, to the side that is meant', async () => {
  for (const make of [makeVrm0, () => makeVrm1(), KINDS['ARKit’s names']!]) {
    const head = await parseHead(await make());
    head.apply(poseWith(({ gaze }) => Object.assign(gaze, { yaw: 0.3, pitch: 0.1 })));
    head.object.updateMatrixWorld(true);
    const eye = head.object.getObjectByName('LeftEye')!;
    const rest = head.object.getObjectByName('Head')!;
    const ahead = new Vector3(0, 0, 1);
    // Bones of VRM 0 look along −Z of their own.
    const sign = Math.sign(ahead.clone().transformDirection(rest.matrixWorld).z);
    const looks = ahead.clone().multiplyScalar(sign).transformDirection(eye.matrixWorld);
    expect(looks.x).toBeGreaterThan(0.02);
    expect(looks.y).toBeLessThan(-0.005);
  }
});

test('a VRM’s hair hangs from its springs before anybody looks, and swings by the face’s clock', async () => {
  for (const make of [makeVrm0, () => makeVrm1()]) {
    const tips = async (turnAtSec: number) => {
      const head = await parseHead(await make());
      const tip = head.object.getObjectByName('HairTip')!;
      const heights: number[] = [];
      for (let frame = 0; frame < 20; frame++) {
        const timeSec = 5 + frame / 30;
        const pose = poseWith((one) => (one.timeSec = timeSec));
        pose.head.roll = timeSec > turnAtSec ? 0.3 : 0;
        head.apply(pose);
        head.object.updateMatrixWorld(true);
        heights.push(tip.getWorldPosition(new Vector3()).x);
      }
      const root = head.object.getObjectByName('Hair')!.getWorldPosition(new Vector3());
      expect(tip.getWorldPosition(new Vector3()).y).toBeLessThan(root.y - 0.03);
      return heights;
    };
    const still = await tips(99);
    expect(Math.max(...still) - Math.min(...still)).toBeLessThan(0.003);
    const swinging = await tips(5.2);
    expect(Math.max(...swinging) - Math.min(...swinging)).toBeGreaterThan(0.01);
    expect(await tips(5.2)).toEqual(swinging);
  }
});

test('MToon is more than the CPU renderer can draw, and said so', async () => {
  const plain = await parseHead(await makeVrm1());
  expect(findUnsupported(plain.object)).toEqual({ fine: [], more: [] });
  const { object } = await parseHead(await makeVrm1(true));
  expect(findUnsupported(object)).toEqual({ fine: [], more: ['ShaderMaterial'] });
});

test('a model that nothing of could speak is refused, saying what was looked for', async () => {
  const mute = await exportGlb(makeFigure({ morphs: ['Breathe'] }));
  const address = new URL(URL.createObjectURL(new Blob([mute])));
  await expect(loadHead(address)).rejects.toThrow(
    /^The avatar at blob:.* can’t be used: nothing in it could speak: looked for .*jawOpen.*viseme_aa.*jaw, but its morph targets are Breathe …\.$/,
  );
});

test('a model’s own lamps stay out of the portrait', async () => {
  const figure = makeFigure({ morphs: ['jawOpen'] });
  figure.add(new DirectionalLight('#ff0000', 9));
  const { object } = await parseHead(await exportGlb(figure));
  const lamps: string[] = [];
  object.traverse(({ type }) => void (type.endsWith('Light') && lamps.push(type)));
  expect(lamps).toEqual([]);
});

test('our own heads are taken for what they are', async () => {
  const head = await loadHead(new URL('/avatars/theo.glb', location.href));
  const draw = stage(head);
  const rest = draw(createFacePose()).slice();
  const open = draw(poseWith(({ weights }) => weights.set(heldViseme('aa'))));
  expect(difference(rest, open)).toBeGreaterThan(0.002);
});
