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
 * Tries which triangles of a head can be seen in its portrait: draws it in many poses, each triangle in a colour of its own.
 *
 * A potentially visible set, sampled (J. Airey, J. Rohlf, F. Brooks, “Towards Image Realism with Interactive Update Rates in
 * Complex Building Environments”, 1990).
 */
export async function findSight({ glb, turnRad, tries }: SightRequest): Promise<Sight> {
  const head = await parseHead(Uint8Array.from(atob(glb), (c) => c.charCodeAt(0)).buffer);
  const owners = paintTriangles(head.object);
  const seen = new Set<number>();
  const scene = new Scene().add(head.object);
  for (const { zoom, ...size } of VIEWS) {
    const renderer = await CpuRenderer.create({ ...size, antialias: false, background: '#000' });
    const camera = new PerspectiveCamera();
    frameHead(camera, head.measures, size.width / size.height);
    camera.zoom = zoom;
    camera.updateProjectionMatrix();
    for (let i = 0; i < tries; i++) {
      head.apply(makePose(i, turnRad));
      renderer.render(scene, camera);
      addIds(renderer.readPixels(), seen);
    }
    renderer.dispose();
  }
  const found: Record<string, number[]> = {};
  owners.forEach((name, i) => (found[name] ??= []).push(seen.has(i + 1) ? 1 : 0));
  return found;
}

/** Gives every triangle a colour that says which it is: 1 for the first. Returns whose they are. */
function paintTriangles(model: Object3D): string[] {
  const owners: string[] = [];
  model.traverse((mesh) => {
    if (!(mesh instanceof Mesh)) return;
    const geometry = mesh.geometry.toNonIndexed();
    const colours = new Float32Array(geometry.getAttribute('position').count * 3);
    for (let at = 0; at < colours.length; at += 9) {
      owners.push(mesh.name);
      for (let corner = 0; corner < 9; corner += 3)
        colours.set(colourOf(owners.length), at + corner);
    }
    geometry.setAttribute('color', new BufferAttribute(colours, 3));
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

function addIds(pixels: Uint8ClampedArray, to: Set<number>): void {
  for (let at = 0; at < pixels.length; at += 4) {
    to.add((pixels[at]! >> 2) | ((pixels[at + 1]! >> 2) << 6) | ((pixels[at + 2]! >> 2) << 12));
  }
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
