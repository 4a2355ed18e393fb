/** Morphs a mesh on the CPU and recomputes its normals, as the product's renderers do. */
import { BufferAttribute, type BufferGeometry, type Mesh } from 'three';

type MorphState = { rest: Float32Array; groups: Uint32Array; groupCount: number };

const states = new WeakMap<BufferGeometry, MorphState>();

/** Moves every vertex of `mesh` to the sum of its targets; `weights` are by ARKit name. */
export function applyMorphs(mesh: Mesh, weights: Record<string, number>): void {
  const names = mesh.morphTargetDictionary;
  if (!names) return;
  const geometry = mesh.geometry;
  const state = stateOf(geometry);
  const position = geometry.getAttribute('position') as BufferAttribute;
  const sum = position.array as Float32Array;
  sum.set(state.rest);
  for (const [name, weight] of Object.entries(weights)) {
    const target = names[name];
    const deltas = target === undefined ? undefined : savedTargets(geometry)[target]?.array;
    if (deltas) addScaled(sum, deltas, weight);
  }
  position.needsUpdate = true;
  recomputeNormals(geometry, state);
}

function addScaled(sum: Float32Array, deltas: ArrayLike<number>, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + weight * deltas[i]!;
}

const targets = new WeakMap<BufferGeometry, BufferAttribute[]>();

function savedTargets(geometry: BufferGeometry): BufferAttribute[] {
  return targets.get(geometry) ?? [];
}

function stateOf(geometry: BufferGeometry): MorphState {
  const known = states.get(geometry);
  if (known) return known;
  targets.set(geometry, (geometry.morphAttributes['position'] ?? []) as BufferAttribute[]);
  geometry.morphAttributes = {};
  const rest = (geometry.getAttribute('position').array as Float32Array).slice();
  const state = { rest, ...weldByPosition(rest) };
  states.set(geometry, state);
  return state;
}

/** Vertices split along texture seams share one normal, or the seam shows. */
function weldByPosition(rest: Float32Array): { groups: Uint32Array; groupCount: number } {
  const groups = new Uint32Array(rest.length / 3);
  const seen = new Map<string, number>();
  for (let v = 0; v < groups.length; v++) {
    const key = `${rest[3 * v]},${rest[3 * v + 1]},${rest[3 * v + 2]}`;
    if (!seen.has(key)) seen.set(key, seen.size);
    groups[v] = seen.get(key) as number;
  }
  return { groups, groupCount: seen.size };
}

function recomputeNormals(geometry: BufferGeometry, state: MorphState): void {
  const p = geometry.getAttribute('position').array;
  const index = geometry.getIndex()?.array ?? [];
  const sums = new Float32Array(state.groupCount * 3);
  for (let t = 0; t < index.length; t += 3) addFaceNormal(p, index, t, state.groups, sums);
  const normal = geometry.getAttribute('normal') as BufferAttribute;
  for (let v = 0; v < state.groups.length; v++) {
    const g = 3 * (state.groups[v] as number);
    const length = Math.hypot(sums[g] as number, sums[g + 1] as number, sums[g + 2] as number) || 1;
    normal.setXYZ(
      v,
      (sums[g] as number) / length,
      (sums[g + 1] as number) / length,
      (sums[g + 2] as number) / length,
    );
  }
  normal.needsUpdate = true;
}

function addFaceNormal(
  p: ArrayLike<number>,
  index: ArrayLike<number>,
  t: number,
  groups: Uint32Array,
  sums: Float32Array,
): void {
  const [a, b, c] = [3 * index[t]!, 3 * index[t + 1]!, 3 * index[t + 2]!];
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  for (const vertex of [a, b, c]) {
    const g = 3 * (groups[vertex / 3] as number);
    for (let k = 0; k < 3; k++) sums[g + k]! += n[k]!;
  }
}
