import { EXPRESSION_NAMES, type ExpressionName } from '../../protocol/index.ts';
import type { FaceCues } from './cues.ts';
import { clamp, DEG, hump } from './ease.ts';
import { FaceError } from './face-error.ts';
import type { HeadPose } from './pose.ts';
import { Shape } from './shape.ts';

interface Mood {
  readonly face: Shape;
  readonly head?: Partial<Pick<HeadPose, 'pitch' | 'yaw' | 'roll' | 'z'>>;
}

/**
 * What each mood does to the face at full intensity: the action units that the literature gives
 * for it (Ekman, Friesen and Hager 2002, FACS Investigator's Guide), held to what a face in a call
 * would show, and as strong as MakeHuman's face units need it to be read. The numbers in the comments are those units.
 */
const MOODS = {
  /** The face at rest: ends another mood. */
  neutral: { face: new Shape({}) },
  /** 6 + 12. */
  smile: {
    face: new Shape({ mouthSmile: 0.5, cheekSquint: 0.35, eyeSquint: 0.18, mouthDimple: 0.12 }),
  },
  /** 6 + 12 + 25, with the brows up. */
  joy: {
    face: new Shape({
      mouthSmile: 0.55,
      cheekSquint: 0.6,
      eyeSquint: 0.32,
      mouthUpperUp: 0.16,
      mouthLowerDown: 0.1,
      jawOpen: 0.07,
      browInnerUp: 0.12,
      browOuterUp: 0.12,
    }),
    head: { pitch: -2 * DEG },
  },
  /** 1 + 4 + a closed mouth: it feels with you. */
  concern: {
    face: new Shape({
      browInnerUp: 1,
      browDown: 0.45,
      mouthFrown: 0.7,
      mouthPress: 0.2,
      mouthShrugLower: 0.15,
      eyeSquint: 0.2,
    }),
    head: { pitch: 1.5 * DEG, roll: 3 * DEG, z: 0.006 },
  },
  /** 1 + 4 + 15, with the lids and the head down. */
  sadness: {
    face: new Shape({
      browInnerUp: 1,
      browDown: 0.25,
      mouthFrown: 1,
      mouthShrugLower: 0.4,
      mouthPucker: 0.1,
      eyeBlink: 0.18,
    }),
    head: { pitch: 4 * DEG, roll: 2 * DEG },
  },
  /** 1 + 2 + 5 + 26. */
  surprise: {
    face: new Shape({
      browInnerUp: 0.95,
      browOuterUp: 0.9,
      eyeWide: 0.6,
      jawOpen: 0.24,
      mouthFunnel: 0.3,
    }),
    head: { pitch: -2 * DEG, z: -0.008 },
  },
  /** 4 + 5 + 7 + 24, at the strength of displeasure. */
  anger: {
    face: new Shape({
      browDown: 1,
      eyeSquint: 0.5,
      eyeWide: 0.2,
      mouthPress: 0.45,
      mouthFrown: 0.8,
      noseSneer: 0.35,
      jawForward: 0.15,
    }),
    head: { pitch: 2.5 * DEG },
  },
  /** 9 + 15. */
  disgust: {
    face: new Shape({
      noseSneer: 1,
      browDown: 0.7,
      mouthUpperUp: 0.35,
      mouthFrown: 0.6,
      mouthShrugLower: 0.3,
      eyeSquint: 0.5,
    }),
    head: { pitch: -2 * DEG, yaw: 4 * DEG, z: -0.006 },
  },
  /** 1 + 2 + 4 + 5 + 20. */
  fear: {
    face: new Shape({
      browInnerUp: 1,
      browOuterUp: 0.5,
      browDown: 0.4,
      eyeWide: 0.7,
      mouthStretch: 0.75,
      mouthFrown: 0.25,
      jawOpen: 0.09,
    }),
    head: { pitch: -1.5 * DEG, z: -0.01 },
  },
  /** One brow higher, a tilt: tell me more. */
  curiosity: {
    face: new Shape({
      browInnerUp: 0.4,
      browOuterUpLeft: 1,
      browOuterUpRight: 0.4,
      eyeWide: 0.25,
      mouthSmile: 0.22,
    }),
    head: { roll: -4 * DEG, z: 0.008 },
  },
  /** One brow up, the other down, the mouth to a side. */
  doubt: {
    face: new Shape({
      browOuterUpRight: 1,
      browInnerUp: 0.15,
      browDownLeft: 0.9,
      eyeSquintLeft: 0.55,
      mouthPressLeft: 0.6,
      mouthDimpleLeft: 0.4,
      mouthFrown: 0.4,
      mouthLeft: 0.3,
    }),
    head: { roll: 2.5 * DEG, yaw: -4 * DEG },
  },
} satisfies Record<ExpressionName, Mood>;

export { EXPRESSION_NAMES, type ExpressionName };

/**
 * The name as one that is known.
 *
 * @throws {FaceError} `unknown_expression`, listing those that are.
 */
export function requireExpression(name: string): ExpressionName {
  if (Object.hasOwn(MOODS, name)) return name as ExpressionName;
  throw FaceError.unknownExpression(name, EXPRESSION_NAMES);
}

/** Spontaneous smiles take about half a second to come (Schmidt et al. 2003) and longer to go. */
const ONSET_SEC = 0.45;
const OFFSET_SEC = 0.75;

/** Adds the moods that were asked for; each fades in over those before it. */
export class Moods {
  /** How much each is there, while a frame is worked out. */
  readonly #shares = new Float64Array(EXPRESSION_NAMES.length);

  /** How much of any mood there was at the last time, 0 to 1. */
  get presence(): number {
    let sum = 0;
    for (const share of this.#shares) sum += share;
    return sum;
  }

  addTo(timeSec: number, cues: FaceCues, face: Float32Array, head: HeadPose): void {
    this.#shares.fill(0);
    for (const { atSec, name, intensity, durationSec } of cues.expressions) {
      if (atSec > timeSec) break;
      const presence = hump(
        timeSec - atSec,
        ONSET_SEC,
        Math.max(0, durationSec - ONSET_SEC),
        OFFSET_SEC,
      );
      for (let i = 0; i < this.#shares.length; i++) this.#shares[i]! *= 1 - presence;
      this.#shares[EXPRESSION_NAMES.indexOf(requireExpression(name))]! +=
        presence * clamp(intensity);
    }
    for (let i = 0; i < this.#shares.length; i++) this.#add(i, this.#shares[i]!, face, head);
  }

  #add(index: number, share: number, face: Float32Array, head: HeadPose): void {
    if (share === 0) return;
    const mood: Mood = MOODS[EXPRESSION_NAMES[index]!];
    mood.face.addTo(face, share);
    head.pitch += share * (mood.head?.pitch ?? 0);
    head.yaw += share * (mood.head?.yaw ?? 0);
    head.roll += share * (mood.head?.roll ?? 0);
    head.z += share * (mood.head?.z ?? 0);
  }
}
