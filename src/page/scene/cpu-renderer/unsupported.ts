import {
  CustomBlending,
  type Light,
  type Material,
  type Mesh,
  MultiplyBlending,
  type Object3D,
  SubtractiveBlending,
  type Texture,
} from 'three';
import { isKnownLight } from './light-records.ts';

/** What of a scene is left out or drawn otherwise than by WebGL, in words for a log. */
export interface Unsupported {
  /** What only refines surfaces: at the size of a picture in a call few miss it. */
  readonly fine: readonly string[];
  readonly more: readonly string[];
}

interface Lack {
  readonly what: string;
  readonly fine: boolean;
}

/**
 * What of a scene the CPU renderer would leave out or draw otherwise than WebGL; nothing when the pictures are alike. For
 * choosing a renderer once a model is loaded.
 */
export function findUnsupported(scene: Object3D): Unsupported {
  const found = new Map<string, boolean>();
  scene.traverse((object) => {
    for (const { what, fine } of lacksOf(object)) found.set(what, fine);
  });
  const named = (wanted: boolean) =>
    [...found].filter(([, fine]) => fine === wanted).map(([what]) => what);
  return { fine: named(true), more: named(false) };
}

/** Whether the CPU renderer draws this object, without its children, as WebGL does. */
export function isSupported(object: Object3D): boolean {
  return lacksOf(object).length === 0;
}

function lacksOf(object: Object3D): Lack[] {
  if ('isLight' in object && !isKnownLight(object as Light)) return [more(object.type)];
  if (UNKNOWN_OBJECTS.has(object.type)) return [more(object.type)];
  if ('isInstancedMesh' in object || 'isBatchedMesh' in object) return [more('instanced meshes')];
  if (!('isMesh' in object)) return [];
  const { material } = object as Mesh;
  return (Array.isArray(material) ? material : [material]).flatMap(lacksOfMaterial);
}

const more = (what: string): Lack => ({ what, fine: false });
const fine = (what: string): Lack => ({ what, fine: true });

const UNKNOWN_OBJECTS = new Set(['Line', 'LineSegments', 'LineLoop', 'Points', 'Sprite']);

function lacksOfMaterial(material: Material): Lack[] {
  const { type } = material;
  const settings = material as Material & Partial<Record<string, unknown>>;
  const coated = type === 'MeshPhysicalMaterial' && !settings['transmission'];
  if (!KNOWN_MATERIALS.has(type) && !coated) return [more(type)];
  const maps = UNKNOWN_MAPS.filter((name) => isTexture(settings[name]));
  const glow = settings['emissiveMap'] as Texture | null | undefined;
  if (glow && glow.source !== (settings['map'] as Texture | null)?.source) maps.push('emissiveMap');
  if (settings['flatShading'] === true) maps.push('flatShading');
  if (settings['wireframe'] === true) maps.push('wireframe');
  if (UNKNOWN_BLENDINGS.has(material.blending)) maps.push('blending');
  const refined = FINE_MAPS.filter((name) => isTexture(settings[name]));
  return [
    ...(coated ? [fine(type)] : []),
    ...refined.map((name) => fine(`${name} of ${type}`)),
    ...maps.map((name) => more(`${name} of ${type}`)),
  ];
}

const KNOWN_MATERIALS = new Set([
  'MeshBasicMaterial',
  'MeshLambertMaterial',
  'MeshStandardMaterial',
]);
const UNKNOWN_MAPS = ['alphaMap', 'displacementMap', 'envMap', 'lightMap'];
const FINE_MAPS = ['aoMap', 'bumpMap', 'metalnessMap', 'normalMap', 'roughnessMap', 'specularMap'];
const UNKNOWN_BLENDINGS = new Set<number>([SubtractiveBlending, MultiplyBlending, CustomBlending]);

function isTexture(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'isTexture' in value;
}
