import { Box3, type BufferAttribute, type Material, Mesh, type Object3D, Vector3 } from 'three';
import { ARKIT_BLENDSHAPES, type FacePose } from '../face/index.ts';
import type { Head, HeadMeasures } from './head.ts';
import { cropToHead } from './models/measure.ts';
import { simplifyMaterial } from './simplify-material.ts';
import { Neck } from './neck.ts';
import { Sight } from './sight.ts';

/** Proportions of a head, in parts of the height from the eyes to the crown. */
const NECK_TOP_BELOW_EYES = 0.75;
const NECK_BASE_BELOW_EYES = 1.75;
/** What is left to bend above the highest of collars. */
const LEAST_BEND = 0.3;
const JOINT_BELOW_EYES = 0.95;
/** A full breath lifts the shoulders by this much. */
const BREATH_LIFT_M = 0.003;

/** One morph target of one mesh and the ARKit weight that drives it. */
interface MorphSlot {
  readonly influences: number[];
  readonly slot: number;
  readonly weight: number;
}

/** A head made by `tools/head`: meshes of known names, without bones. */
export class HeadModel implements Head {
  readonly measures: HeadMeasures;
  readonly #neck: Neck;
  readonly #slots: MorphSlot[];
  readonly #eyes: Mesh[];
  readonly #sights: Sight[];

  constructor(model: Object3D) {
    const parts = takeParts(model);
    this.#eyes = parts.filter(({ name }) => /^eye_[lr]$/.test(name));
    this.measures = measure(parts, this.#eyes);
    this.#neck = assemble(parts, this.measures);
    this.#slots = parts.flatMap(morphSlots);
    this.#sights = parts.map((part) => new Sight(part));
  }

  get object(): Object3D {
    return this.#neck.bust;
  }

  /** Takes up a pose. */
  apply(pose: FacePose): void {
    for (const { influences, slot, weight } of this.#slots) {
      influences[slot] = pose.weights[weight]!;
    }
    for (const eye of this.#eyes) eye.rotation.set(pose.gaze.pitch, pose.gaze.yaw, 0, 'YXZ');
    const { pitch, yaw, roll, x, y, z } = pose.head;
    const faces = this.#neck.bust.rotation.y === 0;
    const turn = faces ? Math.max(Math.abs(pitch), Math.abs(yaw), Math.abs(roll)) : Infinity;
    for (const sight of this.#sights) sight.turn(turn);
    this.#neck.head.rotation.set(pitch, yaw, roll, 'YXZ');
    this.#neck.move(x, y, z);
    this.#neck.bust.position.y = BREATH_LIFT_M * pose.breath;
  }
}

/** Every mesh of the model by itself, standing where it stood. */
function takeParts(model: Object3D): Mesh[] {
  const parts: Mesh[] = [];
  model.updateMatrixWorld(true);
  model.traverse((node) => {
    if (node instanceof Mesh) parts.push(node);
  });
  for (const part of parts) {
    part.matrixWorld.decompose(part.position, part.quaternion, part.scale);
    part.removeFromParent();
    // Skin, cloth and hair are painted with their shading: diffuse light is all they need.
    part.material = simplifyMaterial(part.material as Material);
    // Culling by bounds that ignore the morphs costs more than it saves for one head.
    part.frustumCulled = false;
  }
  return parts;
}

/** Puts the head upon its shoulders. */
function assemble(parts: readonly Mesh[], { head, eyes }: HeadMeasures): Neck {
  const height = head.max.y - eyes.y;
  const center = head.getCenter(new Vector3());
  // Skin under a collar stays there, or it would come through the cloth.
  const collar = collarTop(parts) ?? -Infinity;
  const baseY = Math.max(collar, eyes.y - NECK_BASE_BELOW_EYES * height);
  const neck = new Neck({
    baseY,
    topY: Math.max(eyes.y - NECK_TOP_BELOW_EYES * height, baseY + LEAST_BEND * height),
    pivot: new Vector3(eyes.x, eyes.y - JOINT_BELOW_EYES * height, center.z - 0.1 * height),
  });
  for (const part of parts) {
    if (part.name === 'skin') neck.bend(part).frustumCulled = false;
    else if (part.name === 'top') neck.wear(part);
    else neck.carry(part);
  }
  return neck;
}

/** Height of the top's upper edge. */
function collarTop(parts: readonly Mesh[]): number | undefined {
  const top = parts.find(({ name }) => name === 'top');
  return top && new Box3().setFromObject(top).max.y;
}

function morphSlots(mesh: Mesh): MorphSlot[] {
  const influences = mesh.morphTargetInfluences;
  const dictionary = mesh.morphTargetDictionary;
  if (!influences || !dictionary) return [];
  return ARKIT_BLENDSHAPES.flatMap((name, weight) => {
    const slot = dictionary[name];
    return slot === undefined ? [] : [{ influences, slot, weight }];
  });
}

function measure(parts: readonly Mesh[], eyeballs: readonly Mesh[]): HeadMeasures {
  const head = new Box3();
  let skullTop: number | undefined;
  for (const part of parts) {
    if (part.name !== 'skin' && part.name !== 'hair') continue;
    const box = boundAtRest(part);
    head.union(box);
    if (part.name === 'skin') skullTop = box.max.y;
  }
  const eyes = head.getCenter(new Vector3());
  if (eyeballs.length > 0) eyes.setScalar(0);
  for (const { position } of eyeballs) eyes.addScaledVector(position, 1 / eyeballs.length);
  return cropToHead(head, eyes, skullTop);
}

/** three's own bounds have room for every morph target. */
function boundAtRest(mesh: Mesh): Box3 {
  mesh.updateWorldMatrix(false, false);
  const position = mesh.geometry.getAttribute('position') as BufferAttribute;
  return new Box3().setFromBufferAttribute(position).applyMatrix4(mesh.matrixWorld);
}
