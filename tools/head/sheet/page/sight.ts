import {
  BufferAttribute,
  Color,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
} from 'three';
import {
  ARKIT_INDEX,
  createFacePose,
  DEFAULT_LIMITS,
  type FacePose,
} from '../../../../src/page/face/index.ts';
import { uniform } from '../../../../src/page/face/noise.ts';
import { CpuRenderer } from '../../../../src/page/scene/cpu-renderer/index.ts';
import { frameHead } from '../../../../src/page/scene/framing.ts';
import { parseHead } from '../../../../src/page/scene/models/load-head.ts';
import type { Sight, SightRequest } from '../pictures.ts';

/** A narrow picture, which shows more of the chest, a wide one, which shows more of the arms, and what shows between lids and lips. */
const VIEWS = [
  { width: 480, height: 1280, zoom: 1 },
  { width: 1600, height: 720, zoom: 1 },
  { width: 1000, height: 1000, zoom: 2.5 },
];
const HEAD_REACH_M = 0.03;
/** So many blend shapes at once are more than a face has in a call. */
const SHAPES_AT_ONCE = 0.25;

/**
 * Hair lies in layers. What is left out of it are triangles of which less than a pixel is seen in the mean of all poses, unless
 * something else than hair would be seen instead, or once through a hole what lies behind the head.
 */
const LAYERED = 'hair';
const LEAST_PIXELS = 1;
const LEAST_MISSED_PIXELS = 0.2;

/**
 * Tries which triangles of a head can be seen in its portrait: draws it in many poses, each triangle in a colour of its own.
 *
 * A potentially visible set, sampled (J. Airey, J. Rohlf, F. Brooks, “Towards Image Realism with Interactive Update Rates in
 * Complex Building Environments”, 1990).
 */
export async function findSight({ glb, turnRad, tries }: SightRequest): Promise<Sight> {
  const whole = await openHead(glb);
  const { owners } = whole;
  const seen = new Float64Array(owners.length);
  for (let i = 0; i < tries; i++) {
    for (const { ids, weight } of whole.draw(makePose(i, turnRad))) {
      for (let at = 0; at < ids.length; at++) seen[ids[at]!]! += weight / tries;
    }
  }
  const isKept = owners.map((name, id) => seen[id]! > (name === LAYERED ? LEAST_PIXELS : 0));
  const part = await openHead(glb, isKept);
  const missed = new Float64Array(owners.length);
  for (let i = 0; i < tries; i++) {
    const pose = makePose(i, turnRad);
    const shown = part.draw(pose);
    for (const [view, { ids, weight, width }] of whole.draw(pose).entries()) {
      const instead = shown[view]!.ids;
      for (let at = 0; at < ids.length; at++) {
        const [id, other] = [ids[at]!, instead[at]!];
        if (id === other || owners[id] === owners[other]) continue;
        const isHole = other === NOBODY && !isOutline(ids, at, width);
        missed[id]! += isHole ? Infinity : weight / tries;
      }
    }
  }
  const found: Record<string, number[]> = {};
  owners.forEach((name, id) => {
    if (id === NOBODY) return;
    (found[name] ??= []).push(isKept[id] || missed[id]! > LEAST_MISSED_PIXELS ? 1 : 0);
  });
  return found;
}

/** Whether nobody is seen within two pixels. */
function isOutline(ids: Uint32Array, at: number, width: number): boolean {
  for (let y = -2; y <= 2; y++) {
    for (let x = -2; x <= 2; x++) if (ids[at + y * width + x] === NOBODY) return true;
  }
  return false;
}

/** A painted head, or the triangles of it that are kept, drawn in all views: the number of the triangle at each pixel. */
async function openHead(glb: string, isKept?: readonly boolean[]) {
  const head = await parseHead(Uint8Array.from(atob(glb), (c) => c.charCodeAt(0)).buffer);
  const owners = paintTriangles(head.object, isKept);
  const scene = new Scene().add(head.object);
  const views = await Promise.all(
    VIEWS.map(async ({ zoom, ...size }) => {
      const renderer = await CpuRenderer.create({ ...size, antialias: false, background: '#000' });
      const camera = new PerspectiveCamera();
      frameHead(camera, head.measures, size.width / size.height);
      camera.zoom = zoom;
      camera.updateProjectionMatrix();
      return { renderer, camera, width: size.width, weight: 1 / zoom ** 2 };
    }),
  );
  return {
    owners,
    draw(pose: FacePose) {
      head.apply(pose);
      return views.map(({ renderer, camera, ...view }) => {
        renderer.render(scene, camera);
        return { ids: readIds(renderer.readPixels()), ...view };
      });
    },
  };
}

/** The number of no triangle: black. */
const NOBODY = 0;

/** Gives every triangle a colour that says which it is: 1 for the first. Returns whose they are. */
function paintTriangles(model: Object3D, isKept?: readonly boolean[]): string[] {
  const owners = ['nobody'];
  model.traverse((mesh) => {
    if (!(mesh instanceof Mesh)) return;
    const geometry = mesh.geometry.toNonIndexed();
    const colours = new Float32Array(geometry.getAttribute('position').count * 3);
    const kept: number[] = [];
    for (let at = 0; at < colours.length; at += 9) {
      if (isKept?.[owners.length] ?? true) kept.push(at / 3, at / 3 + 1, at / 3 + 2);
      const colour = colourOf(owners.length);
      owners.push(mesh.name);
      for (let corner = 0; corner < 9; corner += 3) colours.set(colour, at + corner);
    }
    geometry.setAttribute('color', new BufferAttribute(colours, 3));
    geometry.setIndex(kept);
    mesh.geometry = geometry;
    mesh.material = new MeshBasicMaterial({ vertexColors: true, side: mesh.material.side });
  });
  return owners;
}

/** Six bits a channel: two are left to rounding. */
function colourOf(id: number): number[] {
  const channel = (shift: number) => (((id >> shift) & 63) * 4 + 2) / 255;
  return new Color().setRGB(channel(0), channel(6), channel(12), SRGBColorSpace).toArray();
}

function readIds(pixels: Uint8ClampedArray): Uint32Array {
  const ids = new Uint32Array(pixels.length / 4);
  for (let i = 0, at = 0; i < ids.length; i++, at += 4) {
    ids[i] = (pixels[at]! >> 2) | ((pixels[at + 1]! >> 2) << 6) | ((pixels[at + 2]! >> 2) << 12);
  }
  return ids;
}

/** A face of any kind upon a head that is turned so far at most, often as far as that. */
function makePose(seed: number, turnRad: number): FacePose {
  let draws = 0;
  const next = () => uniform(seed, draws++);
  const around = (limit: number) => limit * Math.max(-1, Math.min(1, 3 * next() - 1.5));
  const pose = createFacePose();
  for (const i of pose.weights.keys()) pose.weights[i] = next() < SHAPES_AT_ONCE ? next() : 0;
  if (seed % 2) pose.weights[ARKIT_INDEX.jawOpen] = next();
  const { eyeYaw, eyePitch } = DEFAULT_LIMITS;
  Object.assign(pose.gaze, { yaw: around(eyeYaw), pitch: around(eyePitch) });
  for (const axis of ['pitch', 'yaw', 'roll'] as const) pose.head[axis] = around(turnRad);
  for (const axis of ['x', 'y', 'z'] as const) pose.head[axis] = around(HEAD_REACH_M);
  return pose;
}
