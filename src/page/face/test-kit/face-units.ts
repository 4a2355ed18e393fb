import { ARKIT_INDEX, type ArkitName } from '../arkit.ts';

/**
 * What MakeHuman's face units do to the gaps that matter, per full weight. Measured on its base
 * mesh: the vertical distance of ten pairs of points on the left lids, as a share of the open
 * eye's, and of 29 pairs on the inner rim of the lips, in millimetres. Morphs add up, so do these.
 */
const LID_SHARES: Partial<Record<ArkitName, number>> = {
  eyeBlinkLeft: -1.03,
  eyeSquintLeft: -0.24,
  eyeLookDownLeft: -0.24,
  eyeLookUpLeft: -0.08,
  cheekSquintLeft: -0.11,
  browDownLeft: -0.07,
  eyeWideLeft: 0.29,
};

const LIP_MM: Partial<Record<ArkitName, number>> = {
  jawOpen: 29.8,
  jawForward: 1.3,
  mouthClose: -30,
  mouthFunnel: 6.8,
  mouthPucker: -2,
  mouthShrugUpper: 3,
  mouthShrugLower: -4.1,
  mouthRollLower: -1.7,
  mouthRollUpper: -1.2,
  mouthUpperUpLeft: 2.5,
  mouthUpperUpRight: 2.5,
  mouthLowerDownLeft: 2.1,
  mouthLowerDownRight: 2.1,
  mouthDimpleLeft: 0.2,
  mouthDimpleRight: 0.2,
  mouthStretchLeft: 0.15,
  mouthStretchRight: 0.15,
  mouthSmileLeft: -1,
  mouthSmileRight: -1,
  mouthPressLeft: -0.7,
  mouthPressRight: -0.7,
};

/** How far the left eye is open: 1 at rest, 0 closed, less when one lid is inside the other. */
export function lidGap(weights: ArrayLike<number>): number {
  return 1 + sum(weights, LID_SHARES);
}

/** Change of the gap between the lips from rest, in millimetres. */
export function lipGapMm(weights: ArrayLike<number>): number {
  return sum(weights, LIP_MM);
}

function sum(weights: ArrayLike<number>, table: Partial<Record<ArkitName, number>>): number {
  let total = 0;
  for (const [name, effect] of Object.entries(table)) {
    total += effect * weights[ARKIT_INDEX[name as ArkitName]]!;
  }
  return total;
}
