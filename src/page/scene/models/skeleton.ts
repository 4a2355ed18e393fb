import { Euler, Group, type Object3D, Quaternion, Vector3 } from 'three';
import type { FacePose } from '../../face/index.ts';
import type { HeadMeasures } from '../head.ts';
import type { Bones } from './bones.ts';
import { Joint } from './joint.ts';

/** The neck's part in turning the head; the head's own joint does the rest. */
const NECK_SHARE = 0.4;
/** A full breath lifts the shoulders by this much of a head of common size. */
const BREATH_LIFT_M = 0.003;
/** From the eyes to the crown, in metres, of the heads that the poses are made for. */
const COMMON_HEIGHT_M = 0.115;
/** Where a head without bones turns, in parts of the height from the eyes to the crown. */
const JOINT_BELOW_EYES = 0.95;
/** How far a jaw turns at a full `jawOpen`, in radians. */
const JAW_OPEN_RAD = 0.45;
const NONE = new Quaternion();

/** Turns neck, head, eyes and jaw of a model, as far as it has them. */
export class Skeleton {
  /** The model on its way through breaths: add it to the scene. */
  readonly object = new Group();
  readonly #neck: Joint | undefined;
  readonly #head: Joint;
  readonly #eyes: readonly Joint[];
  readonly #jaw: Joint | undefined;
  readonly #unit: number;
  readonly #turn = new Quaternion();
  readonly #part = new Quaternion();
  readonly #euler = new Euler(0, 0, 0, 'YXZ');
  readonly #offset = new Vector3();

  /** @param model at rest in the world's axes, facing +Z; taken over. */
  constructor(model: Object3D, bones: Bones, { eyes, head }: HeadMeasures) {
    const height = head.max.y - eyes.y;
    this.#unit = height / COMMON_HEIGHT_M;
    this.object.add(model);
    const whole = bones.head ? undefined : hangOnJoint(this.object, model, eyes, height);
    this.object.updateMatrixWorld(true);
    const joint = (node: Object3D | undefined) => node && new Joint(node);
    this.#neck = bones.head && joint(bones.neck);
    this.#head = new Joint(bones.head ?? whole!);
    this.#eyes = [bones.leftEye, bones.rightEye].flatMap((eye) => joint(eye) ?? []);
    this.#jaw = joint(bones.jaw);
  }

  /** Turns and moves the head, and breathes. */
  moveHead({ head, breath }: FacePose): void {
    this.#turn.setFromEuler(this.#euler.set(head.pitch, head.yaw, head.roll));
    if (this.#neck) {
      this.#part.slerpQuaternions(NONE, this.#turn, NECK_SHARE);
      this.#neck.turn(this.#part);
      this.#turn.premultiply(this.#part.invert());
    }
    this.#head.turn(this.#turn);
    const { x, y, z } = head;
    const lowest = this.#neck ?? this.#head;
    lowest.move(this.#offset.set(x, y, z).multiplyScalar(this.#unit));
    this.object.position.y = BREATH_LIFT_M * this.#unit * breath;
  }

  moveEyes({ gaze }: FacePose): void {
    this.#turn.setFromEuler(this.#euler.set(gaze.pitch, gaze.yaw, 0));
    for (const eye of this.#eyes) eye.turn(this.#turn);
  }

  /** @param open 0 to 1, as ARKit's `jawOpen`. */
  moveJaw(open: number): void {
    this.#jaw?.turn(this.#turn.setFromEuler(this.#euler.set(open * JAW_OPEN_RAD, 0, 0)));
  }
}

/** Hangs a model without bones on a joint where its neck would be, and turns it as one piece. */
function hangOnJoint(object: Group, model: Object3D, eyes: Vector3, height: number): Group {
  const joint = new Group();
  joint.position.set(eyes.x, eyes.y - JOINT_BELOW_EYES * height, eyes.z - height);
  object.add(joint);
  object.updateMatrixWorld(true);
  joint.attach(model);
  return joint;
}
