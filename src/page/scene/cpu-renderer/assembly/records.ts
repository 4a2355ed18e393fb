// The records that TypeScript fills in: every field is four bytes, in this order (see `../records.ts`).

/** One mesh, or one material's part of it, as the rasteriser wants it. Pointers are byte addresses, 0 where there is nothing. */
@unmanaged
export class DrawCall {
  vertexCount: i32;
  triangleCount: i32;
  /** f32 × 3 a vertex, and so the normals. */
  positions: usize;
  normals: usize;
  /** f32 × 2 a vertex. */
  uvs: usize;
  /** f32 × 4 a vertex, linear. */
  colors: usize;
  /** u32 × 3 a triangle. */
  indices: usize;
  flags: i32;
  texture: usize;
  /** 255 is 32640 (8.7). */
  alphaReference: i32;
  /** `Vertex` a vertex: written by the vertex stage. */
  vertices: usize;
  /** One byte a triangle: written by the triangle stage, read by the edges. */
  facing: usize;
  /** u32 × 4 an edge: two vertices, two triangles (`NO_TRIANGLE` for a border). */
  edges: usize;
  edgeCount: i32;
  roughness: f32;
  /** Reflectance at right angles, one value for all colours. */
  specular: f32;
}

/** Where in a draw call the vectors begin, in bytes: they follow the fields above. */
export const MODEL_VIEW_PROJECTION: usize = 64;
export const MODEL: usize = 128;
export const NORMAL_MATRIX: usize = 192;
export const UV_TRANSFORM: usize = 240;
export const COLOR: usize = 272;
export const EMISSIVE: usize = 288;
export const HIGHLIGHT: usize = 304;

/** One light in world space; colours are linear and already divided by pi. */
@unmanaged
export class Light {
  kind: i32;
  distance: f32;
  decay: f32;
  coneCos: f32;
  penumbraCos: f32;
  positionX: f32;
  positionY: f32;
  positionZ: f32;
  /** Towards the light. */
  directionX: f32;
  directionY: f32;
  directionZ: f32;
  reserved: f32;
}

export const LIGHT_COLOR: usize = 48;
export const LIGHT_GROUND_COLOR: usize = 64;
export const LIGHT_SIZE: usize = 80;

/** One size of a texture: texels of 4 bytes, one column and one row more than the size says, repeated for bilinear reads. */
@unmanaged
export class TextureLevel {
  texels: usize;
  widthMask: i32;
  heightMask: i32;
  rowTexels: i32;
}

/** Width and height in 16.16, then 1 where the texture repeats, then the lowest and highest coordinates in 16.16. */
export const LEVEL_SCALE: usize = 16;
export const LEVEL_REPEATS: usize = 32;
export const LEVEL_LOWEST: usize = 48;
export const LEVEL_HIGHEST: usize = 64;
export const LEVEL_SIZE: usize = 80;
/** A texture is its number of levels, padded to 16 bytes, then the levels. */
export const FIRST_LEVEL: usize = 16;
