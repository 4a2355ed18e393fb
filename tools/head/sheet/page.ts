/** Draws characters and poses into one canvas; `render.mjs` asks for it and keeps the picture. */
import {
  AmbientLight,
  Color,
  DirectionalLight,
  type Group,
  HemisphereLight,
  MathUtils,
  type Mesh,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

import visemes from '../visemes.json';
import { applyMorphs } from './morph.ts';
import { POSES, type Pose } from './poses.ts';

/** Where the camera looks (metres, from between the eyes) and how much height it sees. */
const FRAMES: Record<string, { at: [number, number, number]; heightM: number }> = {
  portrait: { at: [0, -0.035, 0], heightM: 0.4 },
  head: { at: [0, -0.005, 0], heightM: 0.32 },
  wide: { at: [0, -0.06, 0], heightM: 0.46 },
  tall: { at: [0, -0.09, 0], heightM: 0.62 },
  talk: { at: [0, -0.03, 0.02], heightM: 0.24 },
  face: { at: [0, -0.03, 0.05], heightM: 0.2 },
  eyes: { at: [0, 0.005, 0.05], heightM: 0.075 },
  mouth: { at: [0, -0.065, 0.05], heightM: 0.075 },
  neck: { at: [0, -0.18, 0.02], heightM: 0.24 },
};
const LENS_DEGREES = 16;
const LABEL_PX = 18;

export type SheetRequest = {
  characters: string[];
  poses: string[];
  frame: string;
  cellWidth: number;
  cellHeight: number;
  columns: number;
  labels: boolean;
};

const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
const scene = new Scene();
scene.background = new Color(0xb9c4cc);
addLights();

function addLights(): void {
  const light = (color: number, intensity: number, x: number, y: number, z: number): void => {
    const lamp = new DirectionalLight(color, intensity);
    lamp.position.set(x, y, z);
    scene.add(lamp);
  };
  scene.add(new AmbientLight(0xffffff, 0.55), new HemisphereLight(0xf4f8ff, 0xc8a48c, 0.75));
  light(0xfff1e0, 1.75, -0.9, 1.0, 1.6);
  light(0xdfe9ff, 0.55, 1.6, 0.3, 1.0);
  light(0xffffff, 1.0, 1.0, 1.2, -1.6);
}

function poseOf(name: string): Pose {
  const viseme = (visemes as Record<string, Record<string, number>>)[name];
  const pose = viseme ? { weights: viseme } : POSES[name];
  if (!pose) throw new Error(`unknown pose ${name}`);
  return pose;
}

function applyPose(head: Group, pose: Pose): void {
  head.traverse((object) => {
    if ((object as Mesh).isMesh) applyMorphs(object as Mesh, pose.weights ?? {});
    if (object.name.startsWith('eye_')) {
      const [yaw, pitch] = pose.gaze ?? [0, 0];
      object.rotation.set(MathUtils.degToRad(-pitch), MathUtils.degToRad(yaw), 0, 'YXZ');
    }
  });
}

function aim(camera: PerspectiveCamera, pose: Pose, frameName: string): void {
  const frame = FRAMES[frameName];
  if (!frame) throw new Error(`unknown frame ${frameName}`);
  const distance = frame.heightM / 2 / Math.tan(MathUtils.degToRad(LENS_DEGREES / 2));
  const target = new Vector3(...frame.at);
  const turn = MathUtils.degToRad(pose.turn ?? 0);
  const tilt = MathUtils.degToRad(pose.tilt ?? 0);
  const away = new Vector3(
    Math.sin(turn) * Math.cos(tilt),
    Math.sin(tilt),
    Math.cos(turn) * Math.cos(tilt),
  );
  camera.position.copy(target).addScaledVector(away, distance);
  camera.lookAt(target);
}

async function drawSheet(request: SheetRequest): Promise<string> {
  const { cellWidth, cellHeight, columns, labels } = request;
  const cells = request.characters.flatMap((character) =>
    request.poses.map((pose) => ({ character, pose })),
  );
  const rowHeight = cellHeight + (labels ? LABEL_PX : 0);
  const sheet = document.querySelector('canvas') as HTMLCanvasElement;
  sheet.width = columns * cellWidth;
  sheet.height = Math.ceil(cells.length / columns) * rowHeight;
  const context = sheet.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  renderer.setSize(cellWidth, cellHeight, false);
  const camera = new PerspectiveCamera(LENS_DEGREES, cellWidth / cellHeight, 0.05, 20);
  let shown: { name: string; head: Group } | undefined;
  for (const [index, cell] of cells.entries()) {
    if (shown?.name !== cell.character) {
      if (shown) scene.remove(shown.head);
      const { scene: head } = await loader.loadAsync(`/${cell.character}.glb`);
      shown = { name: cell.character, head };
      scene.add(head);
    }
    const pose = poseOf(cell.pose);
    applyPose(shown.head, pose);
    aim(
      camera,
      pose,
      request.frame === 'auto' ? (cell.pose in visemes ? 'talk' : 'portrait') : request.frame,
    );
    renderer.render(scene, camera);
    const [x, y] = [(index % columns) * cellWidth, Math.floor(index / columns) * rowHeight];
    context.drawImage(renderer.domElement, x, y);
    if (labels) drawLabel(context, cell, x + cellWidth / 2, y + cellHeight + LABEL_PX - 5);
  }
  return sheet.toDataURL('image/png');
}

function drawLabel(
  context: CanvasRenderingContext2D,
  cell: { character: string; pose: string },
  x: number,
  y: number,
): void {
  context.fillStyle = '#333';
  context.font = '12px sans-serif';
  context.textAlign = 'center';
  context.fillText(`${cell.character} · ${cell.pose}`, x, y);
}

Object.assign(window, { drawSheet });
