import type { Rasterizer } from './rasterizer.ts';

/** The fields of `DrawCall` in `assembly/records.ts`, in their order, four bytes each. */
const FIELDS = [
  'vertexCount',
  'triangleCount',
  'positions',
  'normals',
  'uvs',
  'colors',
  'indices',
  'flags',
  'texture',
  'alphaReference',
  'vertices',
  'facing',
  'edges',
  'edgeCount',
] as const;

/** Two floats come after the fields, then the vectors. */
const ROUGHNESS = 14;
const SPECULAR = 15;

/** Where the vectors of a draw call begin, in floats. */
export const VECTORS = {
  modelViewProjection: 16,
  model: 32,
  normalMatrix: 48,
  uvTransform: 60,
  color: 68,
  emissive: 72,
  highlight: 76,
} as const;

export const DRAW_CALL_BYTES = 80 * 4;

/** The values of a draw call's fields. */
export type DrawCallFields = Readonly<Record<(typeof FIELDS)[number], number>>;

/** Writes a draw call's fields. */
export function writeFields(rasterizer: Rasterizer, pointer: number, fields: DrawCallFields): void {
  const words = rasterizer.words;
  FIELDS.forEach((field, i) => (words[(pointer >> 2) + i] = fields[field]));
}

/** Writes one of a draw call's vectors or matrices. */
export function writeVector(
  rasterizer: Rasterizer,
  pointer: number,
  name: keyof typeof VECTORS,
  values: ArrayLike<number>,
): void {
  rasterizer.floats.set(values, (pointer >> 2) + VECTORS[name]);
}

/** Writes how a surface shines: roughness of 1 and the reflectance at right angles. */
export function writeShine(
  rasterizer: Rasterizer,
  pointer: number,
  roughness: number,
  reflectance: number,
): void {
  const floats = rasterizer.floats;
  floats[(pointer >> 2) + ROUGHNESS] = roughness;
  floats[(pointer >> 2) + SPECULAR] = reflectance;
}
