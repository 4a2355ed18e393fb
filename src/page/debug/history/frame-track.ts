import type { FacePose } from '../../face/index.ts';

/** What is kept of a frame. Times are on the axis, in seconds. */
export interface FrameTrace {
  readonly atSec: number;
  /** When its moment is heard. */
  readonly momentSec: number;
  readonly clockSec: number;
  readonly poseMs: number;
  readonly drawMs: number;
  readonly encodeMs: number;
  /** By how much the picture comes later than its sound; negative when it is early. */
  readonly skewMs: number;
  /** Sound that has come and is not heard yet. */
  readonly bufferSec: number;
  readonly segment: number | undefined;
  readonly mediaSec: number | undefined;
  /** Undefined where nobody looked at it. */
  face: FaceTrace | undefined;
}

/** A face as it was drawn, to be drawn again. */
export interface FaceTrace {
  readonly weights: Float32Array;
  readonly head: FacePose['head'];
  readonly gaze: FacePose['gaze'];
  readonly breath: number;
  readonly visemes: Float32Array;
}

/** A copy of what the next frame overwrites. */
export function copyFace(pose: FacePose, visemes: Float32Array): FaceTrace {
  return {
    weights: pose.weights.slice(),
    head: { ...pose.head },
    gaze: { ...pose.gaze },
    breath: pose.breath,
    visemes: visemes.slice(),
  };
}
