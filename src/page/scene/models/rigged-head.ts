import type { Mesh, Object3D } from 'three';
import { ARKIT_INDEX, type FacePose } from '../../face/index.ts';
import type { Head, HeadMeasures } from '../head.ts';
import { findBones } from './bones.ts';
import { measureHead } from './measure.ts';
import { driveMeshes, type MorphDriver } from './morph-driver.ts';
import { relaxArms } from './relax-arms.ts';
import { Skeleton } from './skeleton.ts';

/** Somebody's model: morph targets and bones as their names say. */
export class RiggedHead implements Head {
  readonly measures: HeadMeasures;
  readonly #morphs: MorphDriver;
  readonly #skeleton: Skeleton;

  /** @throws {Error} saying what was looked for, when nothing of it could speak. */
  constructor(model: Object3D) {
    model.updateMatrixWorld(true);
    const bones = findBones(model);
    this.#morphs = driveMeshes(model);
    if (this.#morphs.mouth === 'none' && !bones.jaw) throw new Error(describeMissing(model));
    relaxArms(bones);
    this.measures = measureHead(model, bones);
    this.#skeleton = new Skeleton(model, bones, this.measures);
  }

  get object(): Object3D {
    return this.#skeleton.object;
  }

  apply(pose: FacePose): void {
    this.#morphs.apply(pose.weights);
    this.#skeleton.moveHead(pose);
    this.#skeleton.moveEyes(pose);
    if (this.#morphs.mouth === 'none') {
      this.#skeleton.moveJaw(pose.weights[ARKIT_INDEX.jawOpen]!);
    }
  }
}

/** Names shown of those that were found instead. */
const SHOWN_NAMES = 6;

function describeMissing(model: Object3D): string {
  const names = new Set<string>();
  model.traverse((node) => {
    const { morphTargetDictionary = {} } = node as Partial<Mesh>;
    for (const name of Object.keys(morphTargetDictionary)) names.add(name);
  });
  const shown = [...names].slice(0, SHOWN_NAMES).join(', ');
  const found = names.size === 0 ? 'it has no morph targets' : `its morph targets are ${shown} …`;
  return `nothing in it could speak: looked for morph targets named as ARKit’s (jawOpen), as Oculus’s (viseme_aa) or as vowels (A, I, U, E, O), and for a bone named jaw, but ${found}.`;
}
