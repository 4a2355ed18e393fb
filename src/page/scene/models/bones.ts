import type { Object3D } from 'three';

/** The parts of a skeleton that a portrait needs. */
export const BONE_ROLES = [
  'head',
  'neck',
  'jaw',
  'leftEye',
  'rightEye',
  'leftUpperArm',
  'leftLowerArm',
  'rightUpperArm',
  'rightLowerArm',
] as const;

type BoneRole = (typeof BONE_ROLES)[number];

export type Bones<T = Object3D> = Partial<Record<BoneRole, T>>;

/** What rigs put around a name: Auto-Rig Pro's `head.x`, `CC_Base_NeckTwist01`, Daz's `neckLower`. */
const HEAD = /(^| )head( x)?$/;
const NECK = /(^| )neck ?(twist|lower)?( ?\d+)?( x)?$/;
const JAW = /(^| )(jaw|jawbone|mandible)( ?(root|master|lower))?( ?\d+)?( x)?$/;
const EYE = /\b(eye|eyeball)\b/;
const UPPER_ARM = /\b(upper ?arm|arm|shldr)\b/;
const LOWER_ARM = /\b(lower ?arm|fore ?arm)\b/;
/** Helpers that stand beside the bones that are meant. */
const BESIDE = /\b(end|nub|lid|brow|lash|look|target|ik|pole|upper jaw)\b|twist|roll/;

/**
 * Finds bones by their names, as Mixamo, Ready Player Me, VRoid, Character Creator, MetaHuman,
 * Rigify, Auto-Rig Pro, 3ds Max and Daz write them. The first of a kind counts.
 *
 * @param names in the order of the hierarchy.
 * @returns the index of each part that was found.
 */
export function findBoneNames(names: readonly string[]): Bones<number> {
  const found: Bones<number> = {};
  names.forEach((name, index) => {
    const role = roleOf(name);
    if (role) found[role] ??= index;
  });
  return found;
}

/** Finds the bones of a model; where it has none, nodes of such names. */
export function findBones(model: Object3D): Bones {
  const nodes: Object3D[] = [];
  model.traverse((node) => void (node === model || nodes.push(node)));
  const bones = nodes.filter((node) => 'isBone' in node);
  const candidates = bones.length > 0 ? bones : nodes;
  const places = findBoneNames(candidates.map(nameOf));
  return Object.fromEntries(
    Object.entries(places).map(([role, index]) => [role, candidates[index]]),
  );
}

/** As the file has it: three takes dots and colons out of `name`. */
function nameOf({ name, userData }: Object3D): string {
  const own: unknown = userData['name'];
  return typeof own === 'string' ? own : name;
}

function roleOf(name: string): BoneRole | undefined {
  const words = name
    .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const text = words.join(' ');
  if (HEAD.test(text)) return 'head';
  if (NECK.test(text)) return 'neck';
  if (BESIDE.test(text)) return undefined;
  if (JAW.test(text)) return 'jaw';
  const side = sideOf(words);
  if (!side) return undefined;
  if (EYE.test(text)) return `${side}Eye`;
  if (LOWER_ARM.test(text)) return `${side}LowerArm`;
  return UPPER_ARM.test(text) ? `${side}UpperArm` : undefined;
}

function sideOf(words: readonly string[]): 'left' | 'right' | undefined {
  if (words.some((word) => word === 'l' || word === 'left')) return 'left';
  return words.some((word) => word === 'r' || word === 'right') ? 'right' : undefined;
}
