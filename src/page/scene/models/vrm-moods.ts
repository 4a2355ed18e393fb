import { ARKIT_INDEX, type ArkitName } from '../../face/index.ts';

/** VRM's own moods that a face shows; it has presets for these instead of single muscles. */
export const VRM_MOODS = ['happy', 'angry', 'sad', 'surprised'] as const;

export type VrmMood = (typeof VRM_MOODS)[number];

/** A preset at its full is a mask: eyes shut for joy, a mouth turned over for grief. */
const STRONGEST = 0.7;

/**
 * How much of each of VRM's moods is in a face. Each is told by two shapes together, so that neither
 * speech nor a blink nor a raised brow is taken for one; the numbers are what our moods have of them.
 *
 * @param weights 52 ARKit weights.
 */
export function vrmMoods(weights: ArrayLike<number>, out: Record<VrmMood, number>): void {
  const smile = both(weights, 'mouthSmile') / 0.5;
  const cheeks = both(weights, 'cheekSquint') / 0.35;
  const frown = both(weights, 'mouthFrown') / 0.8;
  const lowered = both(weights, 'browDown');
  const inner = weights[ARKIT_INDEX.browInnerUp]!;
  const raised = both(weights, 'browOuterUp') / 0.9;
  const wide = both(weights, 'eyeWide') / 0.6;
  out.happy = limit(Math.min(smile, cheeks));
  out.angry = limit(Math.min(lowered, frown) - inner);
  out.sad = limit(Math.min(frown, inner));
  out.surprised = limit(Math.min(raised, wide));
}

function limit(value: number): number {
  return STRONGEST * Math.min(1, Math.max(0, value));
}

function both(weights: ArrayLike<number>, name: string): number {
  const left = weights[ARKIT_INDEX[`${name}Left` as ArkitName]]!;
  const right = weights[ARKIT_INDEX[`${name}Right` as ArkitName]]!;
  return (left + right) / 2;
}
