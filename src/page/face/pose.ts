import { ARKIT_COUNT } from './arkit.ts';

/**
 * Where the head is, relative to rest. Angles are three.js Euler angles, order YXZ, of a head that
 * faces +Z with +Y up: assign them as they are.
 */
export interface HeadPose {
  /** Radians about X; positive lowers the chin. */
  pitch: number;
  /** Radians about Y; positive turns to the character's left (+X). */
  yaw: number;
  /** Radians about Z; positive tips the crown to the character's right (−X). */
  roll: number;
  /** Metres to the character's left. */
  x: number;
  /** Metres up. */
  y: number;
  /** Metres towards the viewer. */
  z: number;
}

/** Where both eyes point *within the head*, in radians with the signs of {@link HeadPose}. */
export interface Gaze {
  /** Positive looks to the character's left. */
  yaw: number;
  /** Positive looks down. */
  pitch: number;
}

/** What the renderer needs of one moment. Made once with {@link createFacePose}, then reused. */
export interface FacePose {
  /**
   * 52 weights in the order of `ARKIT_BLENDSHAPES`, 0 to 1. The `eyeLook*` weights say the same as
   * `gaze`: a model with eye nodes turns the nodes by `gaze` and lets these shapes move the lids.
   */
  readonly weights: Float32Array;
  readonly head: HeadPose;
  readonly gaze: Gaze;
  /** How full the lungs are, 0 to 1: lifts chest and shoulders. */
  breath: number;
  /** When it is seen, in seconds of the face's clock: what hangs from a head swings by it. */
  timeSec: number;
}

/** A pose at rest. */
export function createFacePose(): FacePose {
  return {
    weights: new Float32Array(ARKIT_COUNT),
    head: { pitch: 0, yaw: 0, roll: 0, x: 0, y: 0, z: 0 },
    gaze: { yaw: 0, pitch: 0 },
    breath: 0,
    timeSec: 0,
  };
}
