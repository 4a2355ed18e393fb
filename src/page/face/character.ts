import { DEG } from './ease.ts';

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
  /** How far the upper lid goes down with the eye, as `eyeBlink` at the lowest gaze. */
  readonly lidFollow: number;
  /** Furthest the eyes turn within the head, radians. */
  readonly eyeYaw: number;
  readonly eyePitch: number;
  /** Furthest the head turns, radians. */
  readonly headTurn: number;
}

/** Limits that suit MakeHuman-based heads. */
export const DEFAULT_LIMITS: CharacterLimits = {
  maxSmile: 0.55,
  maxJawOpen: 0.7,
  expressiveness: 1,
  headMotion: 1,
  lidFollow: 0.3,
  eyeYaw: 26 * DEG,
  eyePitch: 20 * DEG,
  headTurn: 22 * DEG,
};
