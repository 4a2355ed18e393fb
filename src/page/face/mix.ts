import { ARKIT_BLENDSHAPES, ARKIT_INDEX, type ArkitName } from './arkit.ts';
import type { CharacterLimits } from './character.ts';
import { clamp, softLimit } from './ease.ts';

/** The layers of one moment, 52 weights each. */
export interface Layers {
  /** Bearing, unrest, brows that go with speech. */
  readonly life: Float32Array;
  /** What was asked for by `express`. */
  readonly mood: Float32Array;
  /** What the speech needs. Comes first wherever layers disagree. */
  readonly mouth: Float32Array;
}

/** What else decides how much of each layer is let through. */
export interface MixContext {
  /** How much the face is talking, 0 to 1. */
  speech: number;
  /** How much of the lids' way down is taken by blink or wink, 0 to 1. */
  blinkLeft: number;
  blinkRight: number;
}

type Region = 'parting' | 'lips' | 'free';

/**
 * Shapes that part the lips (measured on MakeHuman's face units; `noseSneer` does so on others).
 * Where the mouth has to be shut, no other layer may use them.
 */
const PARTING: readonly ArkitName[] = [
  'jawOpen',
  'mouthFunnel',
  'mouthLowerDownLeft',
  'mouthLowerDownRight',
  'mouthUpperUpLeft',
  'mouthUpperUpRight',
  'mouthShrugUpper',
  'mouthDimpleLeft',
  'mouthDimpleRight',
  'jawForward',
  'noseSneerLeft',
  'noseSneerRight',
  'tongueOut',
];

const REGIONS: readonly Region[] = ARKIT_BLENDSHAPES.map((name) => {
  if (PARTING.includes(name)) return 'parting';
  return /^(mouth|jaw|cheekPuff)/.test(name) ? 'lips' : 'free';
});

/** Weights from which pressed or rolled lips mean a full closure (p, b, m). */
const FULL_PRESS = 0.22;
const FULL_ROLL = 0.2;
/** How much further in than the upper lip the lower one is when it bites (f, v). */
const FULL_BITE = 0.4;

/**
 * How much the mouth layer wants the lips sealed, 0 to 1: both lips pressed or rolled in. In f and
 * v only the lower lip is.
 */
function sealOf(mouth: Float32Array): number {
  const press = Math.min(mouth[ARKIT_INDEX.mouthPressLeft]!, mouth[ARKIT_INDEX.mouthPressRight]!);
  const roll = Math.min(mouth[ARKIT_INDEX.mouthRollLower]!, mouth[ARKIT_INDEX.mouthRollUpper]!);
  return clamp(Math.max(press / FULL_PRESS, roll / FULL_ROLL));
}

function biteOf(mouth: Float32Array): number {
  const inwards = mouth[ARKIT_INDEX.mouthRollLower]! - mouth[ARKIT_INDEX.mouthRollUpper]!;
  return clamp(inwards / FULL_BITE);
}

/**
 * Puts the layers together. The mouth layer always gets through whole; mood and life get what it
 * leaves: nothing that parts the lips while they are sealed or bite (f, v), little that widens them
 * while they are round, and less of either while there is speech.
 *
 * @param out 52 weights, overwritten, each 0 to 1. The lids are finished by `mixLids`.
 */
export function mixLayers(
  layers: Layers,
  { speech }: MixContext,
  limits: CharacterLimits,
  out: Float32Array,
): void {
  const { life, mood, mouth } = layers;
  const seal = sealOf(mouth);
  const bite = biteOf(mouth);
  const round = clamp(mouth[ARKIT_INDEX.mouthPucker]! + mouth[ARKIT_INDEX.mouthFunnel]!);
  const busy = Math.max(speech, clamp(4 * mouth[ARKIT_INDEX.jawOpen]!));
  const parting = (1 - Math.max(seal, bite)) * (1 - 0.75 * busy);
  const lips = (1 - 0.6 * seal) * (1 - 0.75 * round) * (1 - 0.35 * busy);
  for (let i = 0; i < out.length; i++) {
    const region = REGIONS[i];
    const share = region === 'free' ? 1 : region === 'parting' ? parting : lips;
    const under = limits.expressiveness * (life[i]! + mood[i]!);
    out[i] = clamp(mouth[i]! + share * under);
  }
  limit(out, ARKIT_INDEX.mouthSmileLeft, limits.maxSmile);
  limit(out, ARKIT_INDEX.mouthSmileRight, limits.maxSmile);
  limit(out, ARKIT_INDEX.jawOpen, limits.maxJawOpen);
}

function limit(out: Float32Array, index: number, max: number): void {
  out[index] = softLimit(out[index]!, max);
}
