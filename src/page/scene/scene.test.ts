import { Box3, PerspectiveCamera, Vector3 } from 'three';
import { expect, test } from 'vitest';
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

test('a background is a preset or a colour, and nothing else', () => {
  expect(parseBackground('ff8800').getHexString()).toBe('ff8800');
  expect(parseBackground('#FF8800').getHexString()).toBe('ff8800');
  expect(parseBackground().getHexString()).toBe(parseBackground('studio').getHexString());
  expect(() => parseBackground('plaid')).toThrow(/background is "plaid"; choose studio/);
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
