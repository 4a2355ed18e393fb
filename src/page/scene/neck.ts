import {
  Bone,
  BufferAttribute,
  Group,
  MathUtils,
  type Mesh,
  Skeleton,
  SkinnedMesh,
  Uint16BufferAttribute,
  Vector3,
} from 'three';

/** Bones of the bust: shoulders that stay, a head that turns. */
const SHOULDERS = 0;
const HEAD = 1;

/** Where a neck bends, in metres of the model. */
export interface NeckPlace {
  /** Height below which everything stays with the shoulders. */
  readonly baseY: number;
  /** Height above which everything goes with the head. */
  readonly topY: number;
  /** The joint about which the head turns. */
  readonly pivot: Vector3;
}

/** A head upon shoulders. What hangs on `head` turns with it; skin between the two bends. */
export class Neck {
  /** The bust: add it to the scene. */
  readonly bust = new Group();
  /** Turns and moves about the neck's joint; at rest its position is zero. */
  readonly head = new Bone();
  readonly #place: NeckPlace;
  readonly #skeleton: Skeleton;

  constructor(place: NeckPlace) {
    this.#place = place;
    const shoulders = new Bone();
    shoulders.add(this.head);
    this.bust.add(shoulders);
    this.head.position.copy(place.pivot);
    this.bust.updateMatrixWorld(true);
    this.#skeleton = new Skeleton([shoulders, this.head]);
  }

  /** Hangs something on the head, where it is now. */
  carry(part: Mesh): void {
    part.position.sub(this.#place.pivot);
    this.head.add(part);
  }

  /** Hangs something on the shoulders, where it is now. */
  wear(part: Mesh): void {
    this.bust.add(part);
  }

  /** Makes skin that reaches from head to shoulders bend between them. */
  bend(skin: Mesh): SkinnedMesh {
    const bent = new SkinnedMesh(skin.geometry, skin.material);
    bent.name = skin.name;
    bent.morphTargetDictionary = skin.morphTargetDictionary;
    bent.morphTargetInfluences = skin.morphTargetInfluences;
    addWeights(bent, this.#place);
    this.bust.add(bent);
    bent.bind(this.#skeleton, bent.matrixWorld);
    return bent;
  }

  /** Moves the head by metres from its rest. */
  move(x: number, y: number, z: number): void {
    this.head.position.set(x, y, z).add(this.#place.pivot);
  }
}

function addWeights({ geometry }: SkinnedMesh, { baseY, topY }: NeckPlace): void {
  const positions = geometry.getAttribute('position');
  const weights = new Float32Array(positions.count * 4);
  const joints = new Uint16Array(positions.count * 4);
  for (let i = 0; i < positions.count; i++) {
    const share = MathUtils.smootherstep(positions.getY(i), baseY, topY);
    joints[4 * i] = SHOULDERS;
    joints[4 * i + 1] = HEAD;
    weights[4 * i] = 1 - share;
    weights[4 * i + 1] = share;
  }
  geometry.setAttribute('skinIndex', new Uint16BufferAttribute(joints, 4));
  geometry.setAttribute('skinWeight', new BufferAttribute(weights, 4));
}
