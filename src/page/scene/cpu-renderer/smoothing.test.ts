import {
  BoxGeometry,
  type Material,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  Scene,
  SphereGeometry,
  Triangle,
  Vector3,
} from 'three';
import { describe, expect, test } from 'vitest';
import { createRenderer, squareCamera } from './fixtures/renderer.ts';
import type { CpuRenderer } from './index.ts';

function createSmooth(): Promise<CpuRenderer> {
  return createRenderer({ width: 64, height: 64, background: 'black', antialias: true });
}

function pane(material: Material): Mesh {
  return new Mesh(new PlaneGeometry(4, 4), material);
}

test('silhouettes are soft, and insides untouched', async () => {
  const smooth = await createSmooth();
  const ball = new Mesh(new SphereGeometry(0.7, 32, 16), new MeshBasicMaterial({ color: 'white' }));
  smooth.render(new Scene().add(ball), squareCamera());
  const reds = smooth.readPixels().filter((_, i) => i % 4 === 0);
  const soft = reds.filter((value) => value > 20 && value < 235).length;
  expect(soft).toBeGreaterThan(60);
  expect(soft).toBeLessThan(300);
  const area = reds.reduce((sum, value) => sum + value / 255, 0) / (32 * 32);
  expect(Math.abs(area - Math.PI * 0.49) / (Math.PI * 0.49)).toBeLessThan(0.02);
});

test('silhouettes are as soft where only the triangles that are seen are drawn', async () => {
  const smooth = await createSmooth();
  const ball = new Mesh(new SphereGeometry(0.7, 32, 16), new MeshBasicMaterial({ color: 'white' }));
  ball.rotation.x = 0.3;
  const frontTriangles = putFrontFirst(ball);
  const scene = new Scene().add(ball);
  smooth.render(scene, squareCamera());
  const whole = smooth.readPixels();
  // What was the front before is the back now.
  ball.rotation.y = Math.PI;
  smooth.render(scene, squareCamera());
  ball.rotation.y = 0;
  ball.geometry.setDrawRange(0, 3 * frontTriangles);
  smooth.render(scene, squareCamera());
  expect(smooth.readPixels()).toEqual(whole);
  expect(smooth.info.render.triangles).toBe(frontTriangles);
});

/** Sorts the triangles of a mesh and counts those of its front, and of its rim, as `squareCamera` sees it. */
function putFrontFirst(mesh: Mesh): number {
  mesh.updateMatrixWorld();
  const { geometry, matrixWorld } = mesh;
  const places = geometry.getAttribute('position');
  const indices = [...geometry.index!.array];
  const triangles = Array.from({ length: indices.length / 3 }, (_, t) =>
    indices.slice(3 * t, 3 * t + 3),
  );
  const isFront = (triangle: number[]) => {
    const corners = triangle.map((i) =>
      new Vector3().fromBufferAttribute(places, i).applyMatrix4(matrixWorld),
    );
    const [a, b, c] = corners as [Vector3, Vector3, Vector3];
    return new Triangle(a, b, c).getNormal(new Vector3()).z > -0.1;
  };
  const front = triangles.filter(isFront);
  geometry.setIndex([...front, ...triangles.filter((one) => !isFront(one))].flat());
  return front.length;
}

describe('where two surfaces cross along a slanting line', () => {
  /** Two panes that cut each other; the line falls by a row in four columns. */
  async function cross(material: Material, other: Material): Promise<Uint8ClampedArray> {
    const smooth = await createSmooth();
    const [near, far] = [pane(material), pane(other)];
    near.rotation.set(0.5, 0, Math.atan(0.25));
    far.rotation.set(-0.5, 0, Math.atan(0.25), 'ZXY');
    smooth.render(new Scene().add(near, far), squareCamera());
    return smooth.readPixels().filter((_, i) => i % 4 === 1);
  }
  const white = new MeshBasicMaterial({ color: 'white' });
  const black = new MeshBasicMaterial({ color: '#102010' });
  const softOf = (greens: Uint8ClampedArray) =>
    greens.filter((green) => green > 0x30 && green < 0xf0).length;

  test('the stairs of the line are soft, and nothing else is', async () => {
    const soft = softOf(await cross(white, black));
    expect(soft).toBeGreaterThan(32);
    expect(soft).toBeLessThan(64);
  });

  test('they stay where a surface is cut out by its texture, as in WebGL', async () => {
    const holed = new MeshBasicMaterial({ color: 'white', alphaTest: 0.5 });
    expect(softOf(await cross(holed, black))).toBe(0);
  });
});

test('an edge that something hides stays', async () => {
  const smooth = await createSmooth();
  const box = new Mesh(new BoxGeometry(0.5, 0.5, 0.5), new MeshBasicMaterial({ color: 'red' }));
  box.position.z = -3;
  smooth.render(
    new Scene().add(box, pane(new MeshBasicMaterial({ color: 'white' }))),
    squareCamera(),
  );
  expect(smooth.readPixels().every((value) => value === 255)).toBe(true);
});
