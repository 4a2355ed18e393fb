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

/**
 * What of a scene the CPU renderer would leave out or draw otherwise than WebGL, in words for a log; nothing when the
 * pictures are alike. For choosing a renderer once a model is loaded.
 */
export function findUnsupported(scene: Object3D): string[] {
  const found = new Set<string>();
  scene.traverse((object) => {
    for (const reason of reasonsOf(object)) found.add(reason);
  });
  return [...found];
}

function reasonsOf(object: Object3D): string[] {
  if ('isLight' in object && !isKnownLight(object as Light)) return [object.type];
  if (UNKNOWN_OBJECTS.has(object.type)) return [object.type];
  if ('isInstancedMesh' in object || 'isBatchedMesh' in object) return ['instanced meshes'];
  if (!('isMesh' in object)) return [];
  const { material } = object as Mesh;
  return (Array.isArray(material) ? material : [material]).flatMap(reasonsOfMaterial);
}

const UNKNOWN_OBJECTS = new Set(['Line', 'LineSegments', 'LineLoop', 'Points', 'Sprite']);

function reasonsOfMaterial(material: Material): string[] {
  if (!KNOWN_MATERIALS.has(material.type)) return [material.type];
  const settings = material as Material & Partial<Record<string, unknown>>;
  const maps = UNKNOWN_MAPS.filter((name) => isTexture(settings[name]));
  const glow = settings['emissiveMap'] as Texture | null | undefined;
  if (glow && glow.source !== (settings['map'] as Texture | null)?.source) maps.push('emissiveMap');
  if (settings['flatShading'] === true) maps.push('flatShading');
  if (settings['wireframe'] === true) maps.push('wireframe');
  if (UNKNOWN_BLENDINGS.has(material.blending)) maps.push('blending');
  return maps.map((name) => `${name} of ${material.type}`);
}

const KNOWN_MATERIALS = new Set([
  'MeshBasicMaterial',
  'MeshLambertMaterial',
  'MeshStandardMaterial',
]);
const UNKNOWN_MAPS = [
  'alphaMap',
  'aoMap',
  'bumpMap',
  'displacementMap',
  'envMap',
  'lightMap',
  'metalnessMap',
  'normalMap',
  'roughnessMap',
  'specularMap',
];
const UNKNOWN_BLENDINGS = new Set<number>([SubtractiveBlending, MultiplyBlending, CustomBlending]);

function isTexture(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'isTexture' in value;
}
