import { ARKIT_INDEX, type ArkitName } from './arkit.ts';
import type { CharacterLimits } from './character.ts';
import { clamp } from './ease.ts';
import type { Gaze } from './pose.ts';

/** The eye's highest gaze raises the lid by this weight of `eyeWide`. */
const LOOK_UP_WIDENS = 0.35;

type Side = 'Left' | 'Right';

/** Where the shapes about one eye are. */
function eyeOf(side: Side) {
  const at = (name: string) => ARKIT_INDEX[`${name}${side}` as ArkitName];
  return {
    blink: at('eyeBlink'),
    squint: at('eyeSquint'),
    cheek: at('cheekSquint'),
    brow: at('browDown'),
    wide: at('eyeWide'),
    up: at('eyeLookUp'),
    down: at('eyeLookDown'),
    inwards: at('eyeLookIn'),
    outwards: at('eyeLookOut'),
  };
}

type Eye = ReturnType<typeof eyeOf>;

const LEFT = eyeOf('Left');
const RIGHT = eyeOf('Right');

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
  const outward = gaze.yaw / limits.eyeYaw;
  const down = gaze.pitch / limits.eyePitch;
  mixEye(weights, LEFT, outward, down, blink.blinkLeft, limits);
  mixEye(weights, RIGHT, -outward, down, blink.blinkRight, limits);
}

function mixEye(
  weights: Float32Array,
  eye: Eye,
  outward: number,
  down: number,
  shut: number,
  limits: CharacterLimits,
): void {
  weights[eye.outwards] = clamp(outward);
  weights[eye.inwards] = clamp(-outward);
  weights[eye.down] = clamp(down);
  weights[eye.up] = clamp(-down);
  weights[eye.wide] = clamp(weights[eye.wide]! + LOOK_UP_WIDENS * clamp(-down)) * (1 - shut);
  const left = 1 - takenBy(weights, eye, limits);
  const lowered = clamp(weights[eye.blink]! + limits.lidFollow * clamp(down), 0, left);
  weights[eye.blink] = lowered + (left - lowered) * shut;
}

/** Share of the lids' way that shapes other than the blink have taken already. */
function takenBy(weights: Float32Array, eye: Eye, { lidClosures }: CharacterLimits): number {
  return (
    lidClosures.squint * weights[eye.squint]! +
    lidClosures.cheek * weights[eye.cheek]! +
    lidClosures.browDown * weights[eye.brow]! +
    lidClosures.lookDown * weights[eye.down]! +
    lidClosures.lookUp * weights[eye.up]!
  );
}
