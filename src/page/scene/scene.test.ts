import { Box3, PerspectiveCamera, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { avatarSource } from './avatars.ts';
import { BACKDROPS, paintBackdrop } from './backdrops.ts';
import { parseBackground } from './backgrounds.ts';
import { frameHead } from './framing.ts';
import { choosePictureSize } from './picture-size.ts';

const fallback = { width: 640, height: 360 };
const measures = {
  head: new Box3(new Vector3(-0.09, -0.13, -0.1), new Vector3(0.09, 0.12, 0.1)),
  eyes: new Vector3(0, 0, 0.07),
};

test('a missing side of the picture follows from the other, in even numbers', () => {
  expect(choosePictureSize({}, fallback)).toEqual(fallback);
  expect(choosePictureSize({ width: 1280 }, fallback)).toEqual({ width: 1280, height: 720 });
  expect(choosePictureSize({ height: 721 }, fallback)).toEqual({ width: 1282, height: 722 });
  expect(choosePictureSize({ width: 360, height: 640 }, fallback)).toEqual({
    width: 360,
    height: 640,
  });
});

const rules = { base: new URL('https://page.example/app/'), origins: ['https://heads.example'] };

test('a background is a preset, a colour or an image, and nothing else', () => {
  expect(parseBackground('ff8800', rules)).toEqual({ kind: 'colour', colour: '#ff8800' });
  expect(parseBackground('#FF8800', rules)).toEqual({ kind: 'colour', colour: '#FF8800' });
  expect(parseBackground(undefined, rules)).toEqual(parseBackground('studio', rules));
  expect(parseBackground('office.jpg', rules)).toMatchObject({
    address: new URL('https://page.example/app/backgrounds/office.jpg'),
  });
  expect(() => parseBackground('plaid', rules)).toThrow(/background is "plaid"; choose studio/);
  expect(() => parseBackground('transparent', rules)).toThrow(
    /has no transparency: choose a colour/,
  );
});

test('a backdrop is lit where it says and dark at the far end, without a step that is seen', () => {
  const size = { width: 160, height: 90 };
  for (const backdrop of Object.values(BACKDROPS)) {
    const pixels = paintBackdrop(backdrop, size);
    const luma = (x: number, y: number) => {
      const [r, g, b] = pixels.subarray(4 * (y * size.width + x));
      return 0.299 * r! + 0.587 * g! + 0.114 * b!;
    };
    const [x, y] = [Math.round(backdrop.at[0] * 159), Math.round(backdrop.at[1] * 89)];
    expect(luma(x, y)).toBeGreaterThan(luma(0, 89) + 5);
    for (let i = 1; i < size.width; i++) {
      expect(Math.abs(luma(i, y) - luma(i - 1, y))).toBeLessThan(4);
    }
  }
});

for (const [name, aspect] of [
  ['16:9', 16 / 9],
  ['1:1', 1],
  ['9:16', 9 / 16],
] as const) {
  test(`the whole head is in a ${name} picture, upright, eyes in its upper half`, () => {
    const camera = new PerspectiveCamera();
    frameHead(camera, measures, aspect);
    camera.updateMatrixWorld();
    const project = (x: number, y: number) => new Vector3(x, y, measures.eyes.z).project(camera);
    expect(Math.abs(project(0.09, 0).x)).toBeLessThan(0.8);
    expect(project(0, 0.12).y).toBeLessThan(0.95);
    expect(project(0, -0.13).y).toBeGreaterThan(-0.8);
    const eyes = project(0, 0).y;
    expect(eyes).toBeGreaterThan(0.05);
    expect(eyes).toBeLessThan(0.5);
  });
}

test('high hair stays in the picture, and the face as large', () => {
  const high = { head: measures.head.clone(), eyes: measures.eyes };
  high.head.max.y = 0.155;
  const camera = new PerspectiveCamera();
  const faceOf = (one: typeof measures) => {
    frameHead(camera, one, 16 / 9);
    camera.updateMatrixWorld();
    const project = (y: number) => new Vector3(0, y, one.eyes.z).project(camera).y;
    expect(project(one.head.max.y)).toBeLessThan(0.95);
    expect(project(0)).toBeGreaterThan(0.05);
    return project(0) - project(-0.13);
  };
  expect(faceOf(high)).toBeGreaterThan(0.85 * faceOf(measures));
});

test('an avatar is one of the cast, a file beside it, or one on an allowed site', () => {
  const at = (name?: string) => avatarSource(name, rules).address.href;
  expect(at()).toBe('https://page.example/app/avatars/mira.glb');
  expect(at('kenji')).toBe('https://page.example/app/avatars/kenji.glb');
  expect(at('bob.glb')).toBe('https://page.example/app/avatars/bob.glb');
  expect(at('/heads/sue.vrm')).toBe('https://page.example/heads/sue.vrm');
  expect(at('https://heads.example/a?b=c')).toBe('https://heads.example/a?b=c');
  expect(avatarSource('https://heads.example/mira', rules).ours).toBe(false);
});

test('what may not be fetched is refused in a sentence that says what may', () => {
  const refused: Record<string, RegExp> = {
    nobody: /avatar is "nobody"; choose mira, theo, amara, kenji, or give a GLB or VRM file\./,
    'https://evil.example/x.glb': /only https:\/\/heads\.example is allowed .*--avatar-origins/,
    'https://heads.example:8443/x.glb': /is on https:\/\/heads\.example:8443/,
    'https://page.example.evil.example/x.glb': /is on https:\/\/page\.example\.evil/,
    '//169.254.169.254/latest': /is on https:\/\/169\.254\.169\.254/,
    'http://heads.example/x.glb': /give a file beside the page, or an https address/,
    'file:///etc/passwd.glb': /give a file beside the page/,
    'data:model/gltf-binary;base64,AAAA': /give a file beside the page/,
    'blob:https://page.example/0-0': /give a file beside the page/,
  };
  for (const [name, words] of Object.entries(refused)) {
    expect(() => avatarSource(name, rules), name).toThrow(words);
  }
});
