import type { Box3, Object3D, Vector3 } from 'three';
import type { FacePose } from '../face/index.ts';

/** Where things are in a model, in its own units. */
export interface HeadMeasures {
  /** The head's box: what a portrait must show. */
  readonly head: Box3;
  /** Between the eyes. */
  readonly eyes: Vector3;
}

/** A head that can be posed. Add `object` to a scene. */
export interface Head {
  readonly object: Object3D;
  readonly measures: HeadMeasures;
  /** Takes up a pose. */
  apply(pose: FacePose): void;
}
