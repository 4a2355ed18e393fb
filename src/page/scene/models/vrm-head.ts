import { type VRM, VRMLoaderPlugin, VRMUtils } from '@pixiv/three-vrm';
import { MathUtils, type Object3D } from 'three';
import type { GLTF, GLTFLoader, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import { ARKIT_INDEX, type FacePose } from '../../face/index.ts';
import type { Head, HeadMeasures } from '../head.ts';
import { BONE_ROLES, type Bones } from './bones.ts';
import { EvenSteps, STEP_SEC } from './even-steps.ts';
import { measureHead } from './measure.ts';
import { driveMeshes, MorphDriver } from './morph-driver.ts';
import { planMorphs } from './morph-plan.ts';
import { relaxArms } from './relax-arms.ts';
import { Skeleton } from './skeleton.ts';
import { VRM_MOODS, vrmMoods } from './vrm-moods.ts';

/** How long hair and cloth take to hang, before anybody looks. */
const SETTLE_SEC = 1.5;

/** Teaches a loader VRM 0 and 1. Bones are moved as they are, not through three-vrm's copies. */
export function readVrm(loader: GLTFLoader): void {
  loader.register(
    (parser: GLTFParser) => new VRMLoaderPlugin(parser, { autoUpdateHumanBones: false }),
  );
}

/** @throws {Error} when the file says that it is a VRM and is none, or has nothing to speak with. */
export function createVrmHead({ userData }: GLTF): Head {
  const vrm = userData['vrm'] as VRM | undefined;
  if (!vrm) throw new Error('it says that it is a VRM, but its humanoid can’t be read.');
  return new VrmHead(vrm);
}

/** A VRM: moods, mouth and lids by its expressions, eyes by its look-at, hair by its spring bones. */
class VrmHead implements Head {
  readonly measures: HeadMeasures;
  readonly #vrm: VRM;
  readonly #skeleton: Skeleton;
  readonly #morphs: MorphDriver;
  readonly #moods = { happy: 0, angry: 0, sad: 0, surprised: 0 };
  readonly #steps = new EvenSteps();

  constructor(vrm: VRM) {
    this.#vrm = vrm;
    const { scene, lookAt } = vrm;
    // VRM 0 faces the other way.
    VRMUtils.rotateVRM0(vrm);
    scene.updateMatrixWorld(true);
    const bones = bonesOf(vrm);
    this.#morphs = driveVrm(vrm);
    if (this.#morphs.mouth === 'none' && !bones.jaw) {
      throw new Error(
        'nothing in it could speak: looked for the expressions aa, ih, ou, ee and oh, for ARKit’s names among its expressions and morph targets, and for a jaw bone.',
      );
    }
    if (lookAt) lookAt.autoUpdate = false;
    relaxArms(bones);
    this.measures = measureHead(scene, bones);
    this.#skeleton = new Skeleton(scene, bones, this.measures);
    this.#settle();
  }

  get object(): Object3D {
    return this.#skeleton.object;
  }

  apply(pose: FacePose): void {
    const { lookAt, expressionManager } = this.#vrm;
    this.#morphs.apply(pose.weights);
    this.#showMoods(pose.weights);
    this.#skeleton.moveHead(pose);
    if (this.#morphs.mouth === 'none') this.#skeleton.moveJaw(pose.weights[ARKIT_INDEX.jawOpen]!);
    if (lookAt) {
      lookAt.yaw = MathUtils.radToDeg(pose.gaze.yaw);
      lookAt.pitch = MathUtils.radToDeg(pose.gaze.pitch);
      lookAt.update(0);
    }
    expressionManager?.update();
    this.#swing(this.#steps.until(pose.timeSec));
  }

  #showMoods(weights: Float32Array): void {
    const { expressionManager } = this.#vrm;
    if (!expressionManager) return;
    vrmMoods(weights, this.#moods);
    for (const mood of VRM_MOODS) expressionManager.setValue(mood, this.#moods[mood]);
  }

  #settle(): void {
    this.#vrm.springBoneManager?.reset();
    this.#swing(SETTLE_SEC / STEP_SEC);
  }

  #swing(steps: number): void {
    const { nodeConstraintManager, springBoneManager, materials, scene } = this.#vrm;
    nodeConstraintManager?.update();
    if (springBoneManager && steps > 0) scene.updateMatrixWorld(true);
    for (let i = 0; i < steps; i++) springBoneManager?.update(STEP_SEC);
    for (const material of materials ?? []) {
      if (isAlive(material)) material.update(steps * STEP_SEC);
    }
  }
}

function bonesOf({ humanoid }: VRM): Bones {
  return Object.fromEntries(
    BONE_ROLES.flatMap((role) => {
      const node = humanoid.getRawBoneNode(role);
      return node ? [[role, node]] : [];
    }),
  );
}

/** Its expressions, unless they have no mouth; then the morph targets below them. */
function driveVrm({ expressionManager, scene }: VRM): MorphDriver {
  const names = expressionManager?.expressions.map(({ expressionName }) => expressionName) ?? [];
  const plan = planMorphs(names);
  if (!expressionManager || plan.mouth === 'none') return driveMeshes(scene);
  for (const mood of VRM_MOODS) {
    // It must not stop speaking for a smile.
    const expression = expressionManager.getExpression(mood);
    if (expression) expression.overrideMouth = 'none';
  }
  return new MorphDriver(plan, (name) => [(value) => expressionManager.setValue(name, value)]);
}

/** MToon's moving textures. */
function isAlive(material: unknown): material is { update(deltaSec: number): void } {
  return typeof (material as { update?: unknown }).update === 'function';
}
