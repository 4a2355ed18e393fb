import { type Camera, type Light, type Matrix4, type Mesh, type Object3D, Vector3 } from 'three';
import { listParts, type MeshMaterial } from './surface.ts';

/** One material's part of a mesh. */
export interface DrawItem {
  readonly mesh: Mesh;
  readonly material: MeshMaterial;
  /** Which of the mesh's parts it is. */
  readonly part: number;
  /** First index and how many, as in three's groups. */
  readonly start: number;
  readonly count: number;
  /** Depth of its middle on the screen, for sorting. */
  readonly z: number;
}

/** What is to be drawn, in order, and what lights it. */
export interface DrawList {
  readonly opaque: DrawItem[];
  readonly transparent: DrawItem[];
  readonly lights: Light[];
}

/**
 * Gathers what the camera is meant to see: visible objects on its layers. Transparent ones are sorted from far to near, as
 * three does it. Opaque ones without a texture come first: what they hide, such as the scalp under the hair, need not be read
 * out of one.
 */
export function collectDrawList(
  scene: Object3D,
  camera: Camera,
  viewProjection: Matrix4,
): DrawList {
  const list: DrawList = { opaque: [], transparent: [], lights: [] };
  scene.traverseVisible((object) => {
    if (!object.layers.test(camera.layers)) return;
    if ('isLight' in object) list.lights.push(object as Light);
    if ('isMesh' in object) addMesh(object as Mesh, viewProjection, list);
  });
  list.opaque.sort((a, b) => a.mesh.renderOrder - b.mesh.renderOrder || costOf(a) - costOf(b));
  list.transparent.sort((a, b) => a.mesh.renderOrder - b.mesh.renderOrder || b.z - a.z);
  return list;
}

/** What a pixel costs, in order. */
function costOf({ material }: DrawItem): number {
  return material.map ? 1 : 0;
}

function addMesh(mesh: Mesh, viewProjection: Matrix4, list: DrawList): void {
  const z = depthOf(mesh, viewProjection);
  listParts(mesh).forEach(({ material, start, count }, part) => {
    if (!material.visible) return;
    const item = { mesh, material, part, start, count, z };
    (material.transparent ? list.transparent : list.opaque).push(item);
  });
}

function depthOf(mesh: Mesh, viewProjection: Matrix4): number {
  if (!mesh.geometry.boundingSphere) mesh.geometry.computeBoundingSphere();
  const middle = mesh.geometry.boundingSphere?.center ?? mesh.position;
  return place.copy(middle).applyMatrix4(mesh.matrixWorld).applyMatrix4(viewProjection).z;
}

const place = new Vector3();
