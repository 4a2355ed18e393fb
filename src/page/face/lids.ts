import { ARKIT_INDEX } from './arkit.ts';
import type { CharacterLimits } from './character.ts';
import { clamp } from './ease.ts';
import type { Gaze } from './pose.ts';

/**
 * How much of the way from open to closed a full weight of other shapes takes up. Counted against
 * the blink, or the upper lid would go through the lower.
 */
const SQUINT_CLOSES = 0.3;
const LOOK_DOWN_CLOSES = 0.35;
/** The eye's highest gaze raises the lid by this weight of `eyeWide`. */
const LOOK_UP_WIDENS = 0.3;

const SIDES = [
  {
    blink: ARKIT_INDEX.eyeBlinkLeft,
    squint: ARKIT_INDEX.eyeSquintLeft,
    wide: ARKIT_INDEX.eyeWideLeft,
    up: ARKIT_INDEX.eyeLookUpLeft,
    down: ARKIT_INDEX.eyeLookDownLeft,
    inwards: ARKIT_INDEX.eyeLookInLeft,
    outwards: ARKIT_INDEX.eyeLookOutLeft,
    outwardSign: 1,
  },
  {
    blink: ARKIT_INDEX.eyeBlinkRight,
    squint: ARKIT_INDEX.eyeSquintRight,
    wide: ARKIT_INDEX.eyeWideRight,
    up: ARKIT_INDEX.eyeLookUpRight,
    down: ARKIT_INDEX.eyeLookDownRight,
    inwards: ARKIT_INDEX.eyeLookInRight,
    outwards: ARKIT_INDEX.eyeLookOutRight,
    outwardSign: -1,
  },
] as const;

/**
 * Finishes what is about the eyes: `eyeLook*` from the gaze, lids that go with it (they move
 * linearly with the eye: Becker and Fuchs 1988, Journal of Neurophysiology 60:1227), and the blink
 * on top, which closes what is left open and never more.
 *
 * @param weights 52 mixed weights, changed in place.
 */
export function mixLids(
  weights: Float32Array,
  gaze: Gaze,
  blink: { readonly blinkLeft: number; readonly blinkRight: number },
  limits: CharacterLimits,
): void {
  const down = clamp(gaze.pitch / limits.eyePitch);
  const up = clamp(-gaze.pitch / limits.eyePitch);
  for (const side of SIDES) {
    const outward = (side.outwardSign * gaze.yaw) / limits.eyeYaw;
    weights[side.outwards] = clamp(outward);
    weights[side.inwards] = clamp(-outward);
    const shut = side === SIDES[0] ? blink.blinkLeft : blink.blinkRight;
    weights[side.down] = down;
    weights[side.up] = up * (1 - shut);
    weights[side.wide] = clamp(weights[side.wide]! + LOOK_UP_WIDENS * up) * (1 - shut);
    const taken = SQUINT_CLOSES * weights[side.squint]! + LOOK_DOWN_CLOSES * down;
    const lowered = clamp(weights[side.blink]! + limits.lidFollow * down, 0, 1 - taken);
    weights[side.blink] = lowered + (1 - taken - lowered) * clamp(shut);
  }
}
