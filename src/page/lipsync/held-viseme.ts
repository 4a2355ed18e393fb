import { ARKIT_COUNT, ARKIT_INDEX, type ArkitName } from '../face/index.ts';
import { POSES, type MouthShape } from './mouth-poses.ts';
import { BITE, placesOf, SEAL } from './mouth-shaper.ts';
import type { Viseme } from './visemes.ts';

/** The mouth of a viseme that is held, contact of the lips included: 52 ARKit weights, 0 to 1. */
export function heldViseme(viseme: Viseme): Float32Array {
  const weights = new Float32Array(ARKIT_COUNT);
  for (const [shape, weight] of Object.entries(POSES[viseme])) {
    for (const place of placesOf(shape as MouthShape)) weights[place] = weight;
  }
  const contact = viseme === 'PP' ? SEAL : viseme === 'FF' ? BITE : {};
  for (const [name, weight] of Object.entries(contact)) {
    weights[ARKIT_INDEX[name as ArkitName]] = weight;
  }
  return weights;
}
