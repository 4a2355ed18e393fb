import { Quaternion, Vector3 } from 'three';
import type { Bones } from './bones.ts';
import { Joint } from './joint.ts';

/** How far from the body arms hang, against their length downwards. */
const ASIDE = 0.22;

/** Lets the arms hang that rigs stretch out, or they would stand in the picture. */
export function relaxArms(bones: Bones): void {
  relax(bones.leftUpperArm, bones.leftLowerArm);
  relax(bones.rightUpperArm, bones.rightLowerArm);
}

function relax(upper: Bones['leftUpperArm'], lower: Bones['leftLowerArm']): void {
  if (!upper || !lower) return;
  const from = upper.getWorldPosition(new Vector3());
  const along = lower.getWorldPosition(new Vector3()).sub(from);
  if (along.lengthSq() === 0) return;
  along.normalize();
  const down = new Vector3(Math.sign(along.x) * ASIDE, -1, 0.05).normalize();
  new Joint(upper).turn(new Quaternion().setFromUnitVectors(along, down));
  upper.updateMatrixWorld(true);
}
