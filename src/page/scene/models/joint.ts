import { type Object3D, Quaternion, Vector3 } from 'three';

/**
 * Turns a node about itself in the axes of the whole model, however the node's own axes lie: rigs
 * disagree on them.
 */
export class Joint {
  readonly node: Object3D;
  readonly #toParent: Quaternion;
  readonly #rest: Quaternion;
  readonly #position: Vector3;
  readonly #scale: number;

  /** Takes the node as it is now for its rest; its world matrix must be up to date. */
  constructor(node: Object3D) {
    this.node = node;
    const parent = node.parent!.getWorldQuaternion(new Quaternion());
    this.#rest = parent.clone().multiply(node.quaternion);
    this.#toParent = parent.invert();
    this.#position = node.position.clone();
    this.#scale = 1 / node.parent!.getWorldScale(new Vector3()).y;
  }

  /** @param rotation from rest; the parent's own comes on top. */
  turn(rotation: Quaternion): void {
    this.node.quaternion.copy(this.#toParent).multiply(rotation).multiply(this.#rest);
  }

  /** @param offset from rest, in the model's units and axes. */
  move(offset: Vector3): void {
    const { position } = this.node;
    position.copy(offset).applyQuaternion(this.#toParent).multiplyScalar(this.#scale);
    position.add(this.#position);
  }
}
