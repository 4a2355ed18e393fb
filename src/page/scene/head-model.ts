import {
  Box3,
  Mesh,
  MeshLambertMaterial,
  type MeshStandardMaterial,
  type Object3D,
  Vector3,
} from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { ARKIT_BLENDSHAPES, type FacePose } from '../face/index.ts';
import { PageError } from '../room/index.ts';
import { Neck } from './neck.ts';

/** Proportions of a head, in parts of the height from the eyes to the crown. */
const CHIN_BELOW_EYES = 1.05;
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

/** Where things are in the model, in metres. */
export interface HeadMeasures {
  /** The head's box: what a portrait must show. */
  readonly head: Box3;
  /** Between the eyes. */
  readonly eyes: Vector3;
}

/** A head that can be posed. Add `object` to a scene. */
export class HeadModel {
  readonly measures: HeadMeasures;
  readonly #neck: Neck;
  readonly #slots: MorphSlot[];
  readonly #eyes: Mesh[];

  /**
   * Loads a GLB.
   *
   * @throws {PageError} `bad_avatar`, saying what was wrong with the file.
   */
  static async load(address: URL): Promise<HeadModel> {
    const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    try {
      const { scene } = await loader.loadAsync(address.href);
      return new HeadModel(scene);
    } catch (cause) {
      const text = cause instanceof Error ? cause.message : String(cause);
      throw new PageError('bad_avatar', `The avatar at ${address.href} can’t be used: ${text}`, {
        cause,
      });
    }
  }

  private constructor(model: Object3D) {
    const parts = takeParts(model);
    this.#eyes = parts.filter(({ name }) => /^eye_[lr]$/.test(name));
    this.measures = measure(parts, this.#eyes);
    this.#neck = assemble(parts, this.measures);
    this.#slots = parts.flatMap(morphSlots);
    if (this.#slots.length === 0) throw new Error('it has no ARKit morph targets.');
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
    part.material = simplifyMaterial(part.material as MeshStandardMaterial);
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

/** Skin, cloth and hair are painted with their shading: diffuse light is all they need. */
function simplifyMaterial(material: MeshStandardMaterial): MeshLambertMaterial {
  const { name, color, map, emissive, emissiveIntensity } = material;
  const { alphaTest, transparent, opacity, side, vertexColors, depthWrite } = material;
  return new MeshLambertMaterial({
    name,
    color,
    map,
    emissive,
    emissiveIntensity,
    alphaTest,
    transparent,
    opacity,
    side,
    vertexColors,
    depthWrite,
  });
}

function measure(parts: readonly Mesh[], eyeballs: readonly Mesh[]): HeadMeasures {
  const head = new Box3();
  for (const part of parts) {
    if (part.name === 'skin' || part.name === 'hair') head.expandByObject(part);
  }
  if (head.isEmpty()) for (const part of parts) head.expandByObject(part);
  const eyes = head.getCenter(new Vector3());
  if (eyeballs.length > 0) eyes.setScalar(0);
  for (const { position } of eyeballs) eyes.addScaledVector(position, 1 / eyeballs.length);
  // The skin goes down to the chest, and long hair with it: a portrait is framed by the face.
  head.min.y = eyes.y - CHIN_BELOW_EYES * (head.max.y - eyes.y);
  const halfWidth = 0.9 * (head.max.y - eyes.y);
  head.min.x = Math.max(head.min.x, eyes.x - halfWidth);
  head.max.x = Math.min(head.max.x, eyes.x + halfWidth);
  return { head, eyes };
}
