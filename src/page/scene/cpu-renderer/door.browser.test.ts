import { createRoot } from '@react-three/fiber';
import {
  Color,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  type WebGLRenderer,
} from 'three';
import { expect, test } from 'vitest';
import { CpuRenderer } from './index.ts';

test('it draws in a worker', async () => {
  const url = new URL('./fixtures/draw.worker.ts', import.meta.url);
  const worker = new Worker(url, { type: 'module' });
  const drawn = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  expect(drawn).toEqual({ luma: 82, timestamp: 1234, format: 'I420' });
});

test('its video frames have the colours that were drawn, at a width of whole and of broken rows', async () => {
  for (const width of [64, 50]) {
    const renderer = await CpuRenderer.create({ width, height: 32, background: '#4080c0' });
    renderer.render(new Scene(), new PerspectiveCamera());
    const frame = renderer.toVideoFrame(0, 33_333);
    const context = new OffscreenCanvas(width, 32).getContext('2d')!;
    context.drawImage(frame, 0, 0);
    expect([frame.codedWidth, frame.duration]).toEqual([width, 33_333]);
    frame.close();
    for (const [x, y] of [[0, 0] as const, [width - 1, 31] as const]) {
      const shown = [...context.getImageData(x, y, 1, 1).data];
      [0x40, 0x80, 0xc0].forEach((value, i) =>
        expect(Math.abs((shown[i] ?? 0) - value)).toBeLessThan(4),
      );
    }
  }
});

test('react-three-fiber draws with it', async () => {
  const renderer = await CpuRenderer.create({ width: 2, height: 2 });
  const pane = new Mesh(new PlaneGeometry(50, 50), new MeshBasicMaterial({ color: 'lime' }));
  const scene = new Scene().add(pane);
  const root = createRoot(document.createElement('canvas'));
  await root.configure({
    gl: () => renderer as unknown as WebGLRenderer,
    frameloop: 'never',
    flat: true,
    dpr: 1,
    size: { width: 32, height: 18, top: 0, left: 0 },
    scene: scene,
  });
  const store = root.render(null);
  await expect.poll(() => store.getState().internal.active).toBe(true);
  store.getState().scene.background = new Color('blue');
  store.getState().advance(0);
  expect([renderer.frame.width, renderer.frame.height]).toEqual([32, 18]);
  expect([...renderer.readPixels().subarray(0, 4)]).toEqual([0, 255, 0, 255]);
  root.unmount();
});
