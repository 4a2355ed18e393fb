/** What the sheet shows beside the visemes. Angles in degrees. */

export type Pose = {
  weights?: Record<string, number>;
  /** Camera around the head, positive to the character's left. */
  turn?: number;
  tilt?: number;
  /** Gaze of both eyes: yaw to the character's left, pitch up. */
  gaze?: [number, number];
};

const both = (name: string, weight: number): Record<string, number> => ({
  [`${name}Left`]: weight,
  [`${name}Right`]: weight,
});

/** Poses by the name that is printed under the cell. */
export const POSES: Record<string, Pose> = {
  neutral: {},
  smile: { weights: { ...both('mouthSmile', 0.7), ...both('cheekSquint', 0.5) } },
  grin: { weights: { ...both('mouthSmile', 1), ...both('cheekSquint', 0.6), jawOpen: 0.12 } },
  blink: { weights: both('eyeBlink', 1) },
  half: { weights: both('eyeBlink', 0.5) },
  threeQuarter: { turn: 38 },
  profile: { turn: 85 },
  back: { turn: 160 },
  top: { turn: 20, tilt: 35 },
  lookLeft: { gaze: [18, 0], weights: { eyeLookOutLeft: 0.5, eyeLookInRight: 0.5 } },
  lookDown: { gaze: [0, -14], weights: { ...both('eyeLookDown', 0.5) } },
  surprise: {
    weights: {
      browInnerUp: 0.8,
      ...both('browOuterUp', 0.8),
      ...both('eyeWide', 0.7),
      jawOpen: 0.3,
    },
  },
  concern: { weights: { browInnerUp: 0.7, ...both('mouthFrown', 0.4), ...both('browDown', 0.2) } },
  tongue: { weights: { jawOpen: 0.35, tongueOut: 1 } },
  jaw: { weights: { jawOpen: 1 } },
};
