import { Box3, type Mesh, type Object3D, type SkinnedMesh, Vector3 } from 'three';
import type { HeadMeasures } from '../head.ts';
import type { Bones } from './bones.ts';
import { readMorphName } from './morph-names.ts';

/** Proportions of a head, in parts of the height from the eyes to the crown. */
const CHIN_BELOW_EYES = 1.05;
const HALF_WIDTH = 0.9;
/** A skull ends this far above the eyes at least, in parts of all that hangs on the head. */
const LEAST_HEIGHT = 0.1;
/** Where the eyes are in a box around a head, when nothing says it better. */
const EYE_HEIGHT = 0.5;
/** A morph target moves a vertex when it does so by more than this part of its furthest. */
const MOVED = 0.3;

/**
 * Finds the head of any model: all that hangs on its head bone, else the meshes that blink, else
 * everything; and the eyes: their bones, else what blinks.
 *
 * @param model at rest, its world matrices up to date.
 */
export function measureHead(model: Object3D, bones: Bones): HeadMeasures {
  const meshes = listMeshes(model);
  const head = boundHead(meshes, bones.head);
  const eyes = findEyes(meshes, bones) ?? guessEyes(head);
  return cropToHead(head, eyes);
}

/**
 * Cuts a box around a head with all that hangs on it down to what a portrait is framed by: long
 * hair, a chest or ears of an animal do not count.
 *
 * @param skullTop where the head ends below its hair, if that is known: the chin follows from it.
 */
export function cropToHead(head: Box3, eyes: Vector3, skullTop = head.max.y): HeadMeasures {
  const height = Math.max(skullTop - eyes.y, LEAST_HEIGHT * head.getSize(new Vector3()).y);
  head.max.y = Math.max(head.max.y, eyes.y + height);
  head.min.y = eyes.y - CHIN_BELOW_EYES * height;
  head.min.x = Math.max(head.min.x, eyes.x - HALF_WIDTH * height);
  head.max.x = Math.min(head.max.x, eyes.x + HALF_WIDTH * height);
  return { head, eyes };
}

function listMeshes(model: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  model.traverseVisible((node) => {
    if ('isMesh' in node) meshes.push(node as Mesh);
  });
  return meshes;
}

function boundHead(meshes: readonly Mesh[], bone: Object3D | undefined): Box3 {
  const box = new Box3();
  if (bone) for (const mesh of meshes) expandByHead(box, mesh, bone);
  if (!box.isEmpty()) return box;
  const faces = meshes.filter((mesh) => blinksOf(mesh).length > 0);
  for (const mesh of faces.length > 0 ? faces : meshes) box.expandByObject(mesh, true);
  return box;
}

/** Adds what follows the head's bone more than any other. */
function expandByHead(box: Box3, mesh: Mesh, head: Object3D): void {
  if (!('isSkinnedMesh' in mesh)) {
    if (isUnder(mesh, head)) box.expandByObject(mesh, true);
    return;
  }
  const { skeleton } = mesh as SkinnedMesh;
  const onHead = skeleton.bones.map((bone) => bone === head || isUnder(bone, head));
  const { skinIndex, skinWeight } = mesh.geometry.attributes;
  if (!skinIndex || !skinWeight) return;
  for (let i = 0; i < skinIndex.count; i++) {
    let share = 0;
    for (let k = 0; k < 4; k++) {
      if (onHead[skinIndex.getComponent(i, k)]) share += skinWeight.getComponent(i, k);
    }
    if (share > 0.5) box.expandByPoint(placeOf(mesh, i));
  }
}

function isUnder(node: Object3D, ancestor: Object3D): boolean {
  for (let at = node.parent; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** A vertex as it is drawn, in the world. */
function placeOf(mesh: Mesh, index: number): Vector3 {
  return mesh.getVertexPosition(index, place).applyMatrix4(mesh.matrixWorld);
}

const place = new Vector3();

function findEyes(meshes: readonly Mesh[], { leftEye, rightEye }: Bones): Vector3 | undefined {
  if (leftEye && rightEye) {
    const right = rightEye.getWorldPosition(new Vector3());
    return leftEye.getWorldPosition(new Vector3()).lerp(right, 0.5);
  }
  return findLids(meshes);
}

/** The middle of what the blinks move. */
function findLids(meshes: readonly Mesh[]): Vector3 | undefined {
  const box = new Box3();
  for (const mesh of meshes) for (const slot of blinksOf(mesh)) expandByMoved(box, mesh, slot);
  return box.isEmpty() ? undefined : box.getCenter(new Vector3());
}

/** Places of the morph targets that blink. */
function blinksOf({ morphTargetDictionary = {} }: Mesh): number[] {
  return Object.entries(morphTargetDictionary).flatMap(([name, slot]) => {
    const meaning = readMorphName(name);
    return meaning?.shows === 'arkit' && meaning.sources[0]!.startsWith('eyeBlink') ? [slot] : [];
  });
}

function expandByMoved(box: Box3, mesh: Mesh, slot: number): void {
  const target = mesh.geometry.morphAttributes.position?.[slot];
  if (!target) return;
  const moves = Array.from({ length: target.count }, (_, i) =>
    Math.hypot(target.getX(i), target.getY(i), target.getZ(i)),
  );
  const least = MOVED * moves.reduce((most, move) => Math.max(most, move), 0);
  if (least === 0) return;
  moves.forEach((move, i) => {
    if (move > least) box.expandByPoint(placeOf(mesh, i));
  });
}

function guessEyes(head: Box3): Vector3 {
  const eyes = head.getCenter(new Vector3());
  eyes.y = head.min.y + EYE_HEIGHT * (head.max.y - head.min.y);
  return eyes;
}
