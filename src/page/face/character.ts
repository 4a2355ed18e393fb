import { DEG } from './ease.ts';

/**
 * How much of the way from open to closed lids a full weight of each shape takes, besides
 * `eyeBlink`, which is 1. Counted against the blink, or the upper lid would go through the lower.
 */
interface LidClosures {
  readonly squint: number;
  readonly cheek: number;
  readonly browDown: number;
  readonly lookDown: number;
  readonly lookUp: number;
}

/** What one character's face can bear. Each has a default; give what differs. */
export interface CharacterLimits {
  /** `mouthSmile` never goes beyond: on our heads it turns into a V above 0.55. */
  readonly maxSmile: number;
  /** Nor `jawOpen`. */
  readonly maxJawOpen: number;
  /** Scales moods and bearings; 1 is as designed. */
  readonly expressiveness: number;
  /** Scales sway, nods and bearing of the head; 1 is as designed. */
  readonly headMotion: number;
  /** How far the lids follow the lowest gaze beyond what `eyeLookDown` does, as `eyeBlink`. */
  readonly lidFollow: number;
  readonly lidClosures: LidClosures;
  /** Furthest the eyes turn within the head, radians; there the `eyeLook*` weights are 1. */
  readonly eyeYaw: number;
  readonly eyePitch: number;
  /** Furthest the head turns, radians. */
  readonly headTurn: number;
}

/**
 * Limits that suit heads made from MakeHuman. The closures were measured on its face units: the
 * change of the gap between ten pairs of points at the middle of the lids.
 */
export const DEFAULT_LIMITS: CharacterLimits = {
  maxSmile: 0.55,
  maxJawOpen: 0.7,
  expressiveness: 1,
  headMotion: 1,
  lidFollow: 0.12,
  lidClosures: { squint: 0.24, cheek: 0.11, browDown: 0.07, lookDown: 0.24, lookUp: 0.08 },
  eyeYaw: 26 * DEG,
  eyePitch: 20 * DEG,
  headTurn: 22 * DEG,
};
