import {
  AdditiveBlending,
  AmbientLight,
  BackSide,
  BufferGeometry,
  Color,
  DataTexture,
  DirectionalLight,
  DoubleSide,
  Float32BufferAttribute,
  HemisphereLight,
  type Material,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  PointLight,
  Scene,
  SphereGeometry,
  SRGBColorSpace,
} from 'three';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createRenderer,
  drawMiddle,
  onScreen,
  pixelAt,
  squareCamera,
} from './fixtures/renderer.ts';
import type { CpuRenderer } from './index.ts';

let renderer: CpuRenderer;

beforeEach(async () => {
  renderer = await createRenderer({ width: 8, height: 8, background: '#204060' });
});

function pane(material: Material, z = 0): Mesh {
  const mesh = new Mesh(new PlaneGeometry(4, 4), material);
  mesh.position.z = z;
  return mesh;
}

function ball(radius: number, material: Material): Mesh {
  return new Mesh(new SphereGeometry(radius, 16, 8), material);
}

/** Within what 8-bit colours and one rounding allow. */
function expectColor(actual: readonly number[], expected: readonly number[]): void {
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] ?? NaN))));
  expect(worst, `${actual.join()} for ${expected.join()}`).toBeLessThanOrEqual(1);
}

describe('the background', () => {
  test('is the clear colour', () => {
    expect(drawMiddle(renderer)).toEqual([0x20, 0x40, 0x60, 255]);
  });

  test('is the scene’s own colour where it has one', () => {
    const scene = new Scene();
    scene.background = new Color('#a0b0c0');
    renderer.render(scene, squareCamera());
    expect(pixelAt(renderer, 0, 0)).toEqual([0xa0, 0xb0, 0xc0, 255]);
  });

  test('comes back where something has been', () => {
    drawMiddle(renderer, pane(new MeshBasicMaterial({ color: 'red' })));
    expect(drawMiddle(renderer)).toEqual([0x20, 0x40, 0x60, 255]);
  });

  test('is the scene’s own picture, stretched to fit, and comes back where something has been', () => {
    const [white, red, green, blue] = [
      [255, 255, 255, 255],
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
    ];
    // rows of a texture go upwards
    const picture = new DataTexture(Uint8Array.of(...white, ...red, ...green, ...blue), 2, 2);
    picture.needsUpdate = true;
    const scene = new Scene();
    scene.background = picture;
    const corners = () => [
      pixelAt(renderer, 0, 0),
      pixelAt(renderer, 7, 0),
      pixelAt(renderer, 0, 7),
    ];
    renderer.render(scene, squareCamera());
    expect(corners()).toEqual([green, blue, white]);
    const cover = pane(new MeshBasicMaterial({ color: 'black' }));
    renderer.render(scene.add(cover), squareCamera());
    expect(pixelAt(renderer, 0, 0)).toEqual([0, 0, 0, 255]);
    renderer.render(scene.remove(cover), squareCamera());
    expect(corners()).toEqual([green, blue, white]);
    expect(pixelAt(renderer, 7, 7)).toEqual(red);
    renderer.setSize(24, 16);
    renderer.render(scene, squareCamera());
    expect(pixelAt(renderer, 23, 15)).toEqual(red);
    renderer.render(new Scene(), squareCamera());
    expect(pixelAt(renderer, 23, 15)).toEqual([0x20, 0x40, 0x60, 255]);
  });
});

describe('light', () => {
  const color = new Color('#c08060');
  const material = new MeshLambertMaterial({ color });
  const lit = (r: number, g: number, b: number) =>
    onScreen(color.clone().multiply(new Color(r, g, b)));

  test('none: a basic material keeps its colour', () => {
    expectColor(drawMiddle(renderer, pane(new MeshBasicMaterial({ color }))), onScreen(color));
  });

  test('ambient light of pi is all of the colour', () => {
    expectColor(
      drawMiddle(renderer, pane(material), new AmbientLight('white', Math.PI)),
      lit(1, 1, 1),
    );
  });

  test('directional light counts by the cosine', () => {
    const sun = new DirectionalLight('white', Math.PI);
    sun.position.set(Math.sqrt(3), 0, 1);
    expectColor(drawMiddle(renderer, pane(material), sun), lit(0.5, 0.5, 0.5));
  });

  test('directional light from behind counts nothing', () => {
    const sun = new DirectionalLight('white', Math.PI);
    sun.position.set(0, 0, -1);
    expectColor(drawMiddle(renderer, pane(material), sun), [0, 0, 0]);
  });

  test('hemisphere light is half sky, half ground on a wall', () => {
    const sky = new HemisphereLight(new Color(1, 0, 0), new Color(0, 0, 1), Math.PI);
    expectColor(drawMiddle(renderer, pane(material), sky), lit(0.5, 0, 0.5));
  });

  test('point light falls off with the square of the distance', () => {
    const lamp = new PointLight('white', Math.PI * 4);
    lamp.position.set(0.125, -0.125, 4);
    const dot = new Mesh(new PlaneGeometry(0.25, 0.25), material);
    dot.position.set(0.125, -0.125, 0);
    expectColor(drawMiddle(renderer, dot, lamp), lit(0.25, 0.25, 0.25));
  });

  test('emitted light adds to it', () => {
    const glowing = new MeshLambertMaterial({
      color: 'black',
      emissive: color,
      emissiveIntensity: 0.5,
    });
    expectColor(drawMiddle(renderer, pane(glowing)), lit(0.5, 0.5, 0.5));
  });
});

describe('materials', () => {
  test('a texture is shown as it is', () => {
    const texture = new DataTexture(Uint8Array.of(200, 100, 50, 255), 1, 1);
    texture.colorSpace = SRGBColorSpace;
    texture.needsUpdate = true;
    expectColor(
      drawMiddle(renderer, pane(new MeshBasicMaterial({ map: texture }))),
      [200, 100, 50],
    );
  });

  test('a changed texture is shown changed', () => {
    const texture = new DataTexture(Uint8Array.of(200, 100, 50, 255), 1, 1);
    texture.colorSpace = SRGBColorSpace;
    const mesh = pane(new MeshBasicMaterial({ map: texture }));
    texture.needsUpdate = true;
    drawMiddle(renderer, mesh);
    texture.image.data?.set([10, 220, 30, 255]);
    texture.needsUpdate = true;
    expectColor(drawMiddle(renderer, mesh), [10, 220, 30]);
  });

  test('an offset and a repeat choose the part of a texture', () => {
    const texture = new DataTexture(
      new Uint8Array([...Array(16)].flatMap((_, i) => [i * 16, 0, 0, 255])),
      16,
      1,
    );
    texture.colorSpace = SRGBColorSpace;
    texture.offset.set(5.5 / 16, 0);
    texture.repeat.set(1e-4, 1);
    texture.needsUpdate = true;
    expectColor(drawMiddle(renderer, pane(new MeshBasicMaterial({ map: texture }))), [80, 0, 0]);
  });

  test('texels below alphaTest leave a hole', () => {
    const texture = new DataTexture(Uint8Array.of(255, 255, 255, 100), 1, 1);
    texture.needsUpdate = true;
    const holed = (alphaTest: number) => pane(new MeshBasicMaterial({ map: texture, alphaTest }));
    expectColor(drawMiddle(renderer, holed(0.5)), [0x20, 0x40, 0x60]);
    expectColor(drawMiddle(renderer, holed(0.3)), [255, 255, 255]);
  });

  test('sides: front, back, both', () => {
    const seen = (side: Material['side'], turn: number) => {
      const mesh = pane(new MeshBasicMaterial({ color: 'white', side }));
      mesh.rotation.y = turn;
      return drawMiddle(renderer, mesh)[0] === 255;
    };
    expect([seen(0, 0), seen(0, Math.PI)]).toEqual([true, false]);
    expect([seen(BackSide, 0), seen(BackSide, Math.PI)]).toEqual([false, true]);
    expect([seen(DoubleSide, 0), seen(DoubleSide, Math.PI)]).toEqual([true, true]);
  });

  test('a mesh that is mirrored keeps its sides', () => {
    const mesh = pane(new MeshBasicMaterial({ color: 'white' }));
    mesh.scale.x = -1;
    expect(drawMiddle(renderer, mesh)[0]).toBe(255);
  });

  test('the back of a double-sided surface is lit from behind', () => {
    const mesh = pane(new MeshLambertMaterial({ color: 'white', side: DoubleSide }));
    mesh.rotation.y = Math.PI;
    const sun = new DirectionalLight('white', Math.PI);
    sun.position.set(0, 0, 1);
    expectColor(drawMiddle(renderer, mesh, sun), [255, 255, 255]);
  });

  test('colours at vertices multiply', () => {
    const mesh = pane(new MeshBasicMaterial({ color: '#ffffff', vertexColors: true }));
    const half = new Color(0.5, 0.25, 1);
    const colors = Array.from({ length: 4 }, () => half.toArray()).flat();
    mesh.geometry.setAttribute('color', new Float32BufferAttribute(colors, 3));
    expectColor(drawMiddle(renderer, mesh), onScreen(half));
  });

  test('two materials of one mesh cover their groups', () => {
    const geometry = new PlaneGeometry(4, 4);
    geometry.addGroup(0, 3, 0);
    geometry.addGroup(3, 3, 1);
    const mesh = new Mesh(geometry, [
      new MeshBasicMaterial({ color: 'red' }),
      new MeshBasicMaterial({ color: 'lime' }),
    ]);
    drawMiddle(renderer, mesh);
    expectColor(pixelAt(renderer, 0, 0), [255, 0, 0]);
    expectColor(pixelAt(renderer, 7, 7), [0, 255, 0]);
  });
});

describe('blending', () => {
  const glass = (color: string) =>
    new MeshBasicMaterial({ color, transparent: true, opacity: 0.5 });

  test('mixes by opacity, from far to near, whatever the order', () => {
    expectColor(
      drawMiddle(renderer, pane(glass('#ff0000'), 1), pane(glass('#0000ff'), 0)),
      [0x88, 0x10, 0x58],
    );
  });

  test('is hidden by what is before it', () => {
    const wall = pane(new MeshBasicMaterial({ color: 'white' }), 1);
    expectColor(drawMiddle(renderer, pane(glass('#ff0000'), 0), wall), [255, 255, 255]);
  });

  test('adds when it is told to', () => {
    const glow = new MeshBasicMaterial({
      color: '#404040',
      transparent: true,
      blending: AdditiveBlending,
    });
    expectColor(drawMiddle(renderer, pane(glow)), [0x60, 0x80, 0xa0]);
  });
});

describe('shape', () => {
  test('nearer hides farther, whatever the order', () => {
    const near = pane(new MeshBasicMaterial({ color: 'red' }), 1);
    const far = pane(new MeshBasicMaterial({ color: 'lime' }), 0);
    expectColor(drawMiddle(renderer, far, near), [255, 0, 0]);
    expectColor(drawMiddle(renderer, near, far), [255, 0, 0]);
  });

  test('what is invisible, or on another layer, is not drawn', () => {
    const hidden = pane(new MeshBasicMaterial({ color: 'red' }));
    hidden.visible = false;
    const elsewhere = pane(new MeshBasicMaterial({ color: 'red' }));
    elsewhere.layers.set(3);
    expectColor(drawMiddle(renderer, hidden, elsewhere), [0x20, 0x40, 0x60]);
  });

  test('triangles side by side leave no gap and no overlap', async () => {
    const large = await createRenderer({ width: 128, height: 128, background: 'black' });
    const material = new MeshBasicMaterial({ color: 'white', transparent: true, opacity: 0.5 });
    const net = new Mesh(new PlaneGeometry(4, 4, 37, 23), material);
    net.rotation.z = 0.37;
    large.render(new Scene().add(net), squareCamera());
    const reds = new Set(large.readPixels().filter((_, i) => i % 4 === 0));
    expect([...reds]).toEqual([128]);
  });

  test('a changed place of vertices is shown changed', () => {
    const mesh = pane(new MeshBasicMaterial({ color: 'white' }));
    drawMiddle(renderer, mesh);
    const position = mesh.geometry.getAttribute('position');
    for (let i = 0; i < position.count; i++) position.setX(i, position.getX(i) + 10);
    position.needsUpdate = true;
    expectColor(drawMiddle(renderer, mesh), [0x20, 0x40, 0x60]);
  });

  test('a new geometry is shown instead of the old one', () => {
    const mesh = pane(new MeshBasicMaterial({ color: 'white' }));
    drawMiddle(renderer, mesh);
    mesh.geometry.dispose();
    mesh.geometry = new PlaneGeometry(0.1, 0.1);
    expectColor(drawMiddle(renderer, mesh), [0x20, 0x40, 0x60]);
  });

  test('a triangle that reaches behind the camera is cut, not dropped', () => {
    const floor = new Mesh(new PlaneGeometry(100, 100), new MeshBasicMaterial({ color: 'white' }));
    floor.rotation.x = -Math.PI / 2;
    floor.position.y = -1;
    renderer.render(new Scene().add(floor), new PerspectiveCamera(60, 1, 0.1, 1000));
    expectColor(pixelAt(renderer, 4, 7), [255, 255, 255]);
    expectColor(pixelAt(renderer, 4, 0), [0x20, 0x40, 0x60]);
  });

  test('nothing is drawn beyond the far plane or before the near one', () => {
    const material = new MeshBasicMaterial({ color: 'white' });
    expectColor(
      drawMiddle(renderer, pane(material, -5.5), pane(material, 4.95)),
      [0x20, 0x40, 0x60],
    );
  });

  test('perspective bends a texture on two large triangles', async () => {
    const large = await createRenderer({ width: 64, height: 64, background: 'black' });
    const steps = new Uint8Array(Array.from({ length: 256 }, (_, i) => [i, i, i, 255]).flat());
    const texture = new DataTexture(steps, 1, 256);
    texture.colorSpace = SRGBColorSpace;
    texture.needsUpdate = true;
    const floor = new Mesh(new PlaneGeometry(40, 40), new MeshBasicMaterial({ map: texture }));
    floor.rotation.x = -Math.PI / 2;
    floor.position.set(0, -1, -20);
    large.render(new Scene().add(floor), new PerspectiveCamera(90, 1, 0.1, 100));
    // row y looks down by (y - 31.5) / 32, so it meets the floor at 32 / (y - 31.5) of 40 units
    for (const y of [36, 40, 48, 60]) {
      const distance = 32 / (y + 0.5 - 32);
      expectColor(pixelAt(large, 32, y), Array(3).fill((distance / 40) * 256 - 0.5));
    }
  });
});

describe('morph targets', () => {
  function bulging(): Mesh<BufferGeometry, MeshLambertMaterial> {
    const geometry = new PlaneGeometry(4, 4, 2, 1);
    // the outer vertices go back by their distance from the middle: two faces at 45 degrees
    const target = [-2, 0, -2, -2, 0, -2].flatMap((z) => [0, 0, z]);
    geometry.morphAttributes.position = [new Float32BufferAttribute(target, 3)];
    geometry.morphTargetsRelative = true;
    return new Mesh(geometry, new MeshLambertMaterial({ color: 'white' }));
  }

  test('move vertices, and at rest nothing', () => {
    const mesh = pane(new MeshBasicMaterial({ color: 'white' }));
    const away = Array.from({ length: 4 }, () => [10, 0, 0]).flat();
    mesh.geometry.morphAttributes.position = [new Float32BufferAttribute(away, 3)];
    mesh.geometry.morphTargetsRelative = true;
    mesh.updateMorphTargets();
    expectColor(drawMiddle(renderer, mesh), [255, 255, 255]);
    mesh.morphTargetInfluences = [1];
    expectColor(drawMiddle(renderer, mesh), [0x20, 0x40, 0x60]);
    mesh.morphTargetInfluences = [0];
    expectColor(drawMiddle(renderer, mesh), [255, 255, 255]);
  });

  test('turn the light with the surface', () => {
    const mesh = bulging();
    const sun = new DirectionalLight('white', Math.PI);
    sun.position.set(0, 0, 1);
    mesh.morphTargetInfluences = [1];
    renderer.render(new Scene().add(mesh, sun), squareCamera());
    // the outer vertices face away by 45 degrees, the middle ones, between two faces, not at all
    const [edge = 0] = pixelAt(renderer, 0, 4);
    const [middle = 0] = pixelAt(renderer, 4, 4);
    expect(middle).toBeGreaterThan(245);
    expect(edge).toBeLessThan(middle - 10);
  });

  test('leave the artist’s normals without a jump', () => {
    const mesh = bulging();
    const tilted = Array.from({ length: 6 }, () => [0, Math.sin(1), Math.cos(1)]).flat();
    mesh.geometry.setAttribute('normal', new Float32BufferAttribute(tilted, 3));
    const sun = new DirectionalLight('white', Math.PI);
    sun.position.set(0, 0, 1);
    mesh.updateMorphTargets();
    const atRest = drawMiddle(renderer, mesh, sun);
    mesh.morphTargetInfluences = [1e-4];
    expectColor(drawMiddle(renderer, mesh, sun), atRest);
  });
});

describe('the picture', () => {
  test('as I420 is BT.601 in limited range', () => {
    drawMiddle(renderer, pane(new MeshBasicMaterial({ color: 'white' })));
    const { data, layout } = renderer.frame;
    const at = (plane: number) => data[layout[plane]?.offset ?? -1];
    expect([at(0), at(1), at(2)]).toEqual([235, 128, 128]);
    drawMiddle(renderer, pane(new MeshBasicMaterial({ color: 'red' })));
    expect([at(0), at(1), at(2)]).toEqual([82, 90, 240]);
  });

  test('has nothing left of the one before, wherever that was', async () => {
    const size = { width: 72, height: 40, background: '#204060', antialias: true };
    const picture = new DataTexture(
      Uint8Array.from({ length: 64 }, (_, i) => i * 4),
      4,
      4,
    );
    picture.needsUpdate = true;
    const shapes = () => [
      ball(0.2, new MeshBasicMaterial({ color: 'white' })),
      ball(0.1, new MeshBasicMaterial({ color: 'red', transparent: true, depthWrite: false })),
      // thinner than a pixel: seen only where its edges are smoothed, if anywhere
      new Mesh(new PlaneGeometry(0.8, 0.004), new MeshBasicMaterial({ side: DoubleSide })),
    ];
    for (const background of [null, picture]) {
      const scene = new Scene();
      scene.background = background;
      const moving = shapes();
      scene.add(...moving);
      const used = await createRenderer(size);
      for (let frame = 0; frame < 60; frame++) {
        for (const [i, mesh] of moving.entries()) {
          const turn = frame * 0.7 + i * 2;
          mesh.position.set(Math.sin(turn * 1.3), Math.sin(turn), 0.3 * i);
          mesh.rotation.z = (frame % 3) / 10;
        }
        used.render(scene, squareCamera());
        const fresh = await createRenderer(size);
        fresh.render(scene, squareCamera());
        expect(used.readPixels()).toEqual(fresh.readPixels());
        expect(used.frame.data).toEqual(fresh.frame.data);
      }
    }
  });

  test('of a width that is no multiple of 8 has longer rows', async () => {
    const odd = await createRenderer({ width: 11, height: 7, background: 'white' });
    odd.render(new Scene(), squareCamera());
    const { width, height, layout, data } = odd.frame;
    expect({ width, height, stride: layout[0]?.stride }).toEqual({
      width: 10,
      height: 6,
      stride: 16,
    });
    expect(data.length).toBe(16 * 6 * 1.5);
    expect(odd.readPixels().every((value) => value === 255)).toBe(true);
  });

  test('follows the size and the pixel ratio', () => {
    const mesh = pane(new MeshBasicMaterial({ color: 'red' }));
    drawMiddle(renderer, mesh);
    renderer.setSize(20, 10);
    renderer.setPixelRatio(2);
    renderer.render(new Scene().add(mesh), squareCamera());
    expect([renderer.frame.width, renderer.frame.height]).toEqual([40, 20]);
    expectColor(pixelAt(renderer, 39, 19), [255, 0, 0]);
  });

  test('of no size is refused', () => {
    expect(() => renderer.setSize(0, 10)).toThrow(RangeError);
    expect(() => renderer.setSize(NaN, 10)).toThrow(RangeError);
  });
});

test('an engine that cannot compile it is told what it takes', async () => {
  const unknown = createRenderer({ width: 8, height: 8, wasm: Uint8Array.of(0) });
  await expect(unknown).rejects.toThrow('relaxed SIMD, so Chromium 114');
});

test('memory of meshes that are gone is used again', async () => {
  const size = () => renderer.frame.data.buffer.byteLength;
  const draw = () => {
    const mesh = new Mesh(new SphereGeometry(1, 24, 16), new MeshBasicMaterial());
    renderer.render(new Scene().add(mesh), squareCamera());
    mesh.geometry.dispose();
  };
  for (let i = 0; i < 300; i++) draw();
  const settled = size();
  for (let i = 0; i < 300; i++) draw();
  expect(size()).toBe(settled);
});
