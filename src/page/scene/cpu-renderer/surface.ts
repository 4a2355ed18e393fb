import {
  AdditiveBlending,
  BackSide,
  type Color,
  DoubleSide,
  type Material,
  type Mesh,
  Matrix3,
  type Texture,
} from 'three';
import {
  ADDITIVE,
  ALPHA_TESTED,
  BLENDED,
  DOUBLE_SIDED,
  FLIP_FACES,
  FULL_TEXEL,
  LIT,
  NO_DEPTH_TEST,
  NO_DEPTH_WRITE,
  SPECULAR,
} from './assembly/constants.ts';
import { storedScale } from './texture-buffers.ts';

type Rgb = readonly [number, number, number];

/** The properties of three's mesh materials that the rasteriser knows; each may be missing. */
export type MeshMaterial = Material & {
  readonly color?: Color;
  readonly map?: Texture | null;
  readonly emissive?: Color;
  readonly emissiveIntensity?: number;
  readonly emissiveMap?: Texture | null;
  readonly roughness?: number;
  readonly metalness?: number;
  readonly isMeshBasicMaterial?: boolean;
};

/** How a material takes and gives light. */
export interface Surface {
  readonly color: readonly [number, number, number, number];
  readonly emissive: Rgb;
  /** What highlights are multiplied with: the texture multiplies all light, highlights should escape it. */
  readonly highlight: Rgb;
  readonly roughness: number;
  /** Reflectance at right angles. */
  readonly reflectance: number;
}

/** Works out a material's surface; `mean` is its texture's mean colour, white without one. */
export function describeSurface(material: MeshMaterial, mean: Rgb): Surface {
  const { color, roughness = 1, metalness } = material;
  const base: Rgb = color ? [color.r, color.g, color.b] : [1, 1, 1];
  const metal = metalness ?? 0;
  const rgb = base.map((value) => value * (1 - metal)) as unknown as Rgb;
  const brightness = (base[0] * mean[0] + base[1] * mean[1] + base[2] * mean[2]) / 3;
  return {
    color: [...rgb, opacityOf(material)],
    emissive: describeEmissive(material, mean),
    highlight: mean.map((value) => 1 / Math.max(value, DARKEST_MEAN)) as unknown as Rgb,
    roughness: Math.max(roughness, MIN_ROUGHNESS),
    reflectance: metalness === undefined ? 0 : DIELECTRIC * (1 - metal) + brightness * metal,
  };
}

/** three's lower limit; below it a highlight falls between the vertices. */
const MIN_ROUGHNESS = 0.0525;
/** Reflectance of what is not metal, as in glTF. */
const DIELECTRIC = 0.04;
/** Keeps highlights on black textures finite. */
const DARKEST_MEAN = 0.02;

/** Emitted light counts as light on the texture, which is right where the same texture emits, and on average elsewhere. */
function describeEmissive(material: MeshMaterial, mean: Rgb): Rgb {
  const { emissive, emissiveIntensity = 1, emissiveMap, map } = material;
  if (!emissive) return [0, 0, 0];
  const divisor: Rgb = emissiveMap && emissiveMap.source === map?.source ? [1, 1, 1] : mean;
  return [emissive.r, emissive.g, emissive.b].map(
    (value, i) => (value * emissiveIntensity) / Math.max(divisor[i] ?? 1, DARKEST_MEAN),
  ) as unknown as Rgb;
}

function opacityOf(material: Material): number {
  return material.transparent ? material.opacity : 1;
}

/** A draw call's flags for a material; `mirrors` says that the mesh's world matrix turns left into right. */
export function surfaceFlags(material: MeshMaterial, mirrors: boolean): number {
  let flags = 0;
  if (material.side === DoubleSide) flags |= DOUBLE_SIDED;
  if ((material.side === BackSide) !== mirrors) flags |= FLIP_FACES;
  if (!material.isMeshBasicMaterial) flags |= LIT;
  if (material.alphaTest > 0) flags |= ALPHA_TESTED;
  if (material.transparent) flags |= BLENDED;
  if (material.blending === AdditiveBlending) flags |= ADDITIVE | BLENDED;
  if (!material.depthWrite) flags |= NO_DEPTH_WRITE;
  if (!material.depthTest) flags |= NO_DEPTH_TEST;
  if (material.metalness !== undefined) flags |= SPECULAR;
  return flags;
}

/** The alpha below which a pixel is left out, in the fixed point of a texel (`assembly/shade.ts`). */
export function alphaReference(material: Material): number {
  const alpha = material.alphaTest / Math.max(opacityOf(material), 1e-3);
  return Math.min(Math.round(alpha * FULL_TEXEL), FULL_TEXEL);
}

/** Texture coordinates to places in the stored picture, as two rows of four floats. */
export function uvTransform(texture: Texture, into: Float32Array): void {
  if (texture.matrixAutoUpdate) texture.updateMatrix();
  const [scaleX, scaleY] = storedScale(texture);
  const flipped = texture.flipY && !isBitmap(texture.image);
  matrix.set(scaleX, 0, 0, 0, flipped ? -scaleY : scaleY, flipped ? scaleY : 0, 0, 0, 1);
  const e = matrix.multiply(texture.matrix).elements;
  into.set([e[0], e[3], e[6], 0, e[1], e[4], e[7], 0]);
}

const matrix = new Matrix3();

/** An ImageBitmap was turned when it was made; WebGL does not turn it either. */
function isBitmap(image: unknown): boolean {
  return typeof ImageBitmap !== 'undefined' && image instanceof ImageBitmap;
}

/** The materials of a mesh, with the part of its triangles that each covers. */
export function listParts(mesh: Mesh): { material: MeshMaterial; start: number; count: number }[] {
  const { geometry, material } = mesh;
  const range = geometry.drawRange;
  if (!Array.isArray(material)) return [{ material, ...range }];
  return geometry.groups.flatMap(({ start, count, materialIndex = 0 }) => {
    const own = material[materialIndex];
    const from = Math.max(start, range.start);
    const to = Math.min(start + count, range.start + range.count);
    return own && to > from ? [{ material: own, start: from, count: to - from }] : [];
  });
}
