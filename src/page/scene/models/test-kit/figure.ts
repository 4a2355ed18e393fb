import {
  Bone,
  BoxGeometry,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  PlaneGeometry,
  Skeleton,
  SkinnedMesh,
  SphereGeometry,
  Uint16BufferAttribute,
} from 'three';

/** A doll that stands in for somebody's model. */
export interface FigureOptions {
  /** Names of morph targets; each opens the mouth. */
  readonly morphs?: readonly string[];
  /** What blinks. */
  readonly lids?: readonly string[];
  /** Without: a head alone, in one piece. */
  readonly bones?: boolean;
  /** The mouth hangs on a bone of this name. */
  readonly jaw?: string;
  /** What stands before the bones' names: `mixamorig:`. */
  readonly prefix?: string;
  /** In metres per unit; 0.01 is a model in centimetres. */
  readonly scale?: number;
}

/** Where the doll's eyes are, in metres. */
export const EYES = [0, 1.62, 0.09] as const;

/**
 * Makes a doll 1.75 m tall that faces +Z, arms stretched out: a pale head, a dark mouth, a body.
 *
 * @returns its root, named as exporters do.
 */
export function makeFigure(options: FigureOptions = {}): Group {
  const root = new Group();
  root.name = 'Armature';
  const { bones = true, prefix = '' } = options;
  const skeleton = bones ? makeBones(prefix, options.jaw) : undefined;
  if (skeleton) root.add(skeleton.get('Hips')!, makeBody(skeleton));
  const holder = skeleton?.get('Head') ?? root;
  const mouth = makeMouth(options);
  const face = makeFace(options);
  const hair = new Mesh(new SphereGeometry(0.115, 24, 12, 0, 6.3, 0, 1.2), hairMaterial);
  hair.position.set(0, 1.64, -0.01);
  holdIn(root, holder, face, hair);
  holdIn(root, (options.jaw ? skeleton?.get('Jaw') : undefined) ?? holder, mouth);
  root.scale.setScalar(1 / (options.scale ?? 1));
  return root;
}

const skinMaterial = new MeshStandardMaterial({ color: '#e8c8b0', roughness: 0.8 });
const mouthMaterial = new MeshStandardMaterial({ color: '#401018', roughness: 0.8 });
const bodyMaterial = new MeshStandardMaterial({ color: '#3060a0', roughness: 0.9 });
const hairMaterial = new MeshStandardMaterial({ color: '#503820', roughness: 0.9 });

/** Name, parent and place of each bone, in metres. */
const BONES: readonly [name: string, parent: string, x: number, y: number, z: number][] = [
  ['Hips', '', 0, 0.95, 0],
  ['Spine', 'Hips', 0, 1.1, 0],
  ['Neck', 'Spine', 0, 1.45, 0],
  ['Head', 'Neck', 0, 1.52, 0],
  ['LeftEye', 'Head', 0.032, EYES[1], EYES[2]],
  ['RightEye', 'Head', -0.032, EYES[1], EYES[2]],
  ['Hair', 'Head', 0, 1.7, -0.1],
  ['HairTip', 'Hair', 0, 1.7, -0.2],
  ...(['Left', 'Right'] as const).flatMap((side): typeof BONES => {
    const x = side === 'Left' ? 1 : -1;
    return [
      [`${side}Arm`, 'Spine', 0.16 * x, 1.4, 0],
      [`${side}ForeArm`, `${side}Arm`, 0.42 * x, 1.4, 0],
      [`${side}Hand`, `${side}ForeArm`, 0.66 * x, 1.4, 0],
      [`${side}UpLeg`, 'Hips', 0.09 * x, 0.9, 0],
      [`${side}Leg`, `${side}UpLeg`, 0.09 * x, 0.5, 0],
      [`${side}Foot`, `${side}Leg`, 0.09 * x, 0.08, 0],
    ];
  }),
];

function makeBones(prefix: string, jaw: string | undefined): Map<string, Bone> {
  const bones = new Map<string, Bone>();
  const places = new Map<string, readonly [number, number, number]>([['', [0, 0, 0]]]);
  const jawBone: typeof BONES = jaw ? [['Jaw', 'Head', 0, 1.57, 0.02]] : [];
  for (const [name, parent, ...place] of [...BONES, ...jawBone]) {
    const bone = new Bone();
    bone.name = name === 'Jaw' ? jaw! : prefix + name;
    const [x, y, z] = places.get(parent)!;
    bone.position.set(place[0] - x, place[1] - y, place[2] - z);
    bones.get(parent)?.add(bone);
    bones.set(name, bone);
    places.set(name, place);
  }
  return bones;
}

/** Trunk and arms, each vertex bound to one bone. */
function makeBody(bones: ReadonlyMap<string, Bone>): SkinnedMesh {
  const list = [...bones.values()];
  const geometry = new BoxGeometry(1.3, 0.08, 0.1, 40, 1, 1);
  geometry.translate(0, 1.4, 0);
  const { count } = geometry.getAttribute('position');
  const joints = new Uint16Array(count * 4);
  const weights = new Float32Array(count * 4);
  for (let i = 0; i < count; i++) {
    const x = geometry.getAttribute('position').getX(i);
    const name = Math.abs(x) < 0.16 ? 'Spine' : x > 0 ? 'LeftArm' : 'RightArm';
    joints[4 * i] = list.indexOf(bones.get(name)!);
    weights[4 * i] = 1;
  }
  geometry.setAttribute('skinIndex', new Uint16BufferAttribute(joints, 4));
  geometry.setAttribute('skinWeight', new Float32BufferAttribute(weights, 4));
  const body = new SkinnedMesh(geometry, bodyMaterial);
  body.name = 'Body';
  list[0]!.updateMatrixWorld(true);
  body.bind(new Skeleton(list));
  return body;
}

function makeFace({ lids = [] }: FigureOptions): Mesh {
  const face = new Mesh(new SphereGeometry(0.11, 32, 24), skinMaterial);
  face.name = 'Face';
  face.position.set(0, EYES[1], 0);
  addMorphs(face, lids, (_x, y, z) =>
    z > 0.08 && Math.abs(y) < 0.03 ? [0, -0.002, 0] : [0, 0, 0],
  );
  return face;
}

function makeMouth({ morphs = [] }: FigureOptions): Mesh {
  const mouth = new Mesh(new PlaneGeometry(0.05, 0.006), mouthMaterial);
  mouth.name = 'Mouth';
  mouth.position.set(0, 1.56, 0.11);
  addMorphs(mouth, morphs, (_x, y) => [0, y < 0 ? -0.03 : 0, 0]);
  return mouth;
}

function addMorphs(
  mesh: Mesh,
  names: readonly string[],
  move: (x: number, y: number, z: number) => readonly number[],
): void {
  if (names.length === 0) return;
  const position = mesh.geometry.getAttribute('position');
  const deltas = Array.from({ length: position.count }, (_, i) =>
    move(position.getX(i), position.getY(i), position.getZ(i)),
  ).flat();
  mesh.geometry.morphAttributes.position = names.map((name) => {
    const target = new Float32BufferAttribute(deltas, 3);
    target.name = name;
    return target;
  });
  mesh.geometry.morphTargetsRelative = true;
  mesh.updateMorphTargets();
}

/** Hangs parts on a bone where they stand in the root. */
function holdIn(root: Group, holder: Object3D, ...parts: Object3D[]): void {
  root.updateMatrixWorld(true);
  root.add(...parts);
  for (const part of parts) holder.attach(part);
}
