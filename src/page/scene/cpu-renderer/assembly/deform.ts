// Moves a mesh's vertices: morph targets, the normals after them, and bones.

/** Adds `weight` times a sparse morph target: `indices` says which vertices its `deltas` (f32 × 3) belong to. */
export function addMorph(positions: usize, indices: usize, deltas: usize, count: i32, weight: f32): void {
  for (let i = 0; i < count; i++) {
    const at = positions + <usize>load<u32>(indices + (<usize>i << 2)) * 12;
    const delta = deltas + <usize>i * 12;
    store<f32>(at, load<f32>(at) + weight * load<f32>(delta));
    store<f32>(at, load<f32>(at, 4) + weight * load<f32>(delta, 4), 4);
    store<f32>(at, load<f32>(at, 8) + weight * load<f32>(delta, 8), 8);
  }
}

/**
 * The unit normals that the triangles give, weighted by area. Vertices with the same entry in `weld` (u32 a vertex) share
 * one. `sums` is room for f32 × 4 a vertex.
 */
export function smoothNormals(
  vertexCount: i32, triangleCount: i32,
  positions: usize, indices: usize, weld: usize, sums: usize, normals: usize,
): void {
  memory.fill(sums, 0, <usize>vertexCount * 16);
  for (let t = 0; t < triangleCount; t++) {
    const corner = indices + <usize>t * 12;
    const i = load<u32>(weld + (<usize>load<u32>(corner) << 2));
    const j = load<u32>(weld + (<usize>load<u32>(corner, 4) << 2));
    const k = load<u32>(weld + (<usize>load<u32>(corner, 8) << 2));
    const a = v128.load(positions + <usize>i * 12);
    const u = f32x4.sub(v128.load(positions + <usize>j * 12), a);
    const v = f32x4.sub(v128.load(positions + <usize>k * 12), a);
    const normal = crossProduct(u, v);
    addTo(sums + (<usize>i << 4), normal);
    addTo(sums + (<usize>j << 4), normal);
    addTo(sums + (<usize>k << 4), normal);
  }
  for (let i = 0; i < vertexCount; i++) {
    const sum = v128.load(sums + (<usize>load<u32>(weld + (<usize>i << 2)) << 4));
    storeUnit(normals + <usize>i * 12, sum);
  }
}

/**
 * Turns normals as the surface has turned: `base` (as the artist left them) plus what the triangles' own normals have
 * changed by, so that a mesh at rest keeps its look and leaves it without a jump.
 */
export function turnNormals(vertexCount: i32, base: usize, rest: usize, now: usize): void {
  for (let i = 0; i < vertexCount; i++) {
    const at = <usize>i * 12;
    const change = f32x4.sub(v128.load(now + at), v128.load(rest + at));
    storeUnit(now + at, f32x4.add(v128.load(base + at), change));
  }
}

@inline
function crossProduct(u: v128, v: v128): v128 {
  return f32x4.sub(
    f32x4.mul(v128.shuffle<f32>(u, u, 1, 2, 0, 3), v128.shuffle<f32>(v, v, 2, 0, 1, 3)),
    f32x4.mul(v128.shuffle<f32>(u, u, 2, 0, 1, 3), v128.shuffle<f32>(v, v, 1, 2, 0, 3)),
  );
}

@inline
function addTo(at: usize, value: v128): void {
  v128.store(at, f32x4.add(v128.load(at), value));
}

/** Stores the first three lanes, made one long. Lane by lane: the fourth belongs to the next vertex. */
@inline
function storeUnit(at: usize, vector: v128): void {
  const square = f32x4.mul(vector, vector);
  const length2 = f32x4.extract_lane(square, 0) + f32x4.extract_lane(square, 1) + f32x4.extract_lane(square, 2);
  const unit = f32x4.mul(vector, f32x4.splat(1 / max<f32>(sqrt(length2), 1e-20)));
  v128.store64_lane(at, unit, 0);
  v128.store32_lane(at, unit, 2, 8);
}

/**
 * Moves positions and normals by up to four bones a vertex. `joints` is u16 × 4 a vertex, `weights` f32 × 4, `bones` a
 * 4 × 4 matrix each, from the mesh's own space back to it.
 */
export function skin(
  vertexCount: i32,
  positions: usize, normals: usize, joints: usize, weights: usize, bones: usize,
  skinnedPositions: usize, skinnedNormals: usize,
): void {
  for (let i = 0; i < vertexCount; i++) {
    const joint = joints + (<usize>i << 3);
    const weight = weights + (<usize>i << 4);
    const b0 = bones + (<usize>load<u16>(joint) << 6);
    const b1 = bones + (<usize>load<u16>(joint, 2) << 6);
    const b2 = bones + (<usize>load<u16>(joint, 4) << 6);
    const b3 = bones + (<usize>load<u16>(joint, 6) << 6);
    const x = blendColumn(b0, b1, b2, b3, weight);
    const y = blendColumn(b0 + 16, b1 + 16, b2 + 16, b3 + 16, weight);
    const z = blendColumn(b0 + 32, b1 + 32, b2 + 32, b3 + 32, weight);
    const move = blendColumn(b0 + 48, b1 + 48, b2 + 48, b3 + 48, weight);
    const at = <usize>i * 12;
    const place = f32x4.add(rotate(x, y, z, positions + at), move);
    v128.store64_lane(skinnedPositions + at, place, 0);
    v128.store32_lane(skinnedPositions + at, place, 2, 8);
    storeUnit(skinnedNormals + at, rotate(x, y, z, normals + at));
  }
}

@inline
function blendColumn(b0: usize, b1: usize, b2: usize, b3: usize, weight: usize): v128 {
  return f32x4.add(
    f32x4.add(
      f32x4.mul(v128.load(b0), v128.load32_splat(weight)),
      f32x4.mul(v128.load(b1), v128.load32_splat(weight, 4)),
    ),
    f32x4.add(
      f32x4.mul(v128.load(b2), v128.load32_splat(weight, 8)),
      f32x4.mul(v128.load(b3), v128.load32_splat(weight, 12)),
    ),
  );
}

@inline
function rotate(x: v128, y: v128, z: v128, at: usize): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(x, v128.load32_splat(at)), f32x4.mul(y, v128.load32_splat(at, 4))),
    f32x4.mul(z, v128.load32_splat(at, 8)),
  );
}
