import {
  Box3,
  Group,
  Mesh,
  MeshLambertMaterial,
  MeshStandardMaterial,
  Vector3,
  type Object3D,
} from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { ARKIT_BLENDSHAPES, type FacePose } from '../face/index.ts';
import { PageError } from '../room/index.ts';

/** The neck's joint lies this far below the eyes and behind them, in parts of the head's height. */
const PIVOT_BELOW = 0.62;

/** One morph target of one mesh and the ARKit weight that drives it. */
interface MorphSlot {
  readonly influences: number[];
  readonly slot: number;
  readonly weight: number;
}

/** Where things are in the model, in its own metres. */
export interface HeadMeasures {
  /** The head's box: what a portrait must show. */
  readonly head: Box3;
  /** Between the eyes. */
  readonly eyes: Vector3;
}

/** A head that can be posed. Add `object` to a scene. */
export class HeadModel {
  readonly object = new Group();
  readonly measures: HeadMeasures;
  readonly #slots: MorphSlot[] = [];
  readonly #eyes: Object3D[] = [];

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
    model.traverse((node) => {
      if (/^eye_[lr]$/.test(node.name)) this.#eyes.push(node);
      if (!(node instanceof Mesh)) return;
      node.material = simplifyMaterial(node.material as MeshStandardMaterial);
      // Culling by bounds that ignore the morphs costs more than it saves for one head.
      node.frustumCulled = false;
      this.#slots.push(...morphSlots(node));
    });
    if (this.#slots.length === 0) throw new Error('it has no ARKit morph targets');
    this.measures = measure(model, this.#eyes);
    const pivot = this.measures.eyes.clone();
    pivot.y -= PIVOT_BELOW * this.measures.head.getSize(new Vector3()).y;
    pivot.z = this.measures.head.getCenter(new Vector3()).z;
    this.object.position.copy(pivot);
    this.object.rotation.order = 'YXZ';
    model.position.sub(pivot);
    this.object.add(model);
    this.#rest.copy(pivot);
  }

  readonly #rest = new Vector3();

  /** Takes up a pose. */
  apply(pose: FacePose): void {
    for (const { influences, slot, weight } of this.#slots) {
      influences[slot] = pose.weights[weight]!;
    }
    for (const eye of this.#eyes) eye.rotation.set(pose.gaze.pitch, pose.gaze.yaw, 0, 'YXZ');
    const { pitch, yaw, roll, x, y, z } = pose.head;
    this.object.rotation.set(pitch, yaw, roll);
    this.object.position.set(this.#rest.x + x, this.#rest.y + y, this.#rest.z + z);
  }
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
  const { name, color, map, alphaTest, transparent, opacity, side, vertexColors, depthWrite } =
    material;
  return new MeshLambertMaterial({
    name,
    color,
    map,
    alphaTest,
    transparent,
    opacity,
    side,
    vertexColors,
    depthWrite,
  });
}

function measure(model: Object3D, eyes: readonly Object3D[]): HeadMeasures {
  model.updateMatrixWorld(true);
  const skin = model.getObjectByName('skin') ?? model;
  const hair = model.getObjectByName('hair');
  const head = new Box3().setFromObject(skin);
  if (hair) head.union(new Box3().setFromObject(hair));
  const between = new Vector3();
  for (const eye of eyes)
    between.add(eye.getWorldPosition(new Vector3()).divideScalar(eyes.length));
  if (eyes.length === 0) head.getCenter(between);
  // The skin goes down to the chest; a head is about twice as high as its eyes are below the crown.
  head.min.y = between.y - 1.05 * (head.max.y - between.y);
  return { head, eyes: between };
}
