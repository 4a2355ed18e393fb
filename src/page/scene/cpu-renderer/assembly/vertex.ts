// A vertex on its way from the vertex stage to the pixels.

/** Bits of `Vertex.outcode`: outside a side of the view, then outside the wider band that integers can hold. */
export const OUTSIDE_VIEW: i32 = 0x3f;
export const BEHIND_NEAR: i32 = 1 << 2;
export const BEYOND_FAR: i32 = 1 << 5;
export const OUTSIDE_BAND: i32 = 0xc0;
/** With one of these a vertex has no place on the screen: its triangles are clipped first. */
export const UNPROJECTED: i32 = BEHIND_NEAR | BEYOND_FAR | OUTSIDE_BAND;
/** The light on the front, or on the back, has been worked out. */
export const FRONT_LIT: i32 = 1 << 8;
export const BACK_LIT: i32 = 1 << 9;

@unmanaged
export class Vertex {
  /** Screen position in sixteenths of a pixel, y down. */
  x: i32;
  y: i32;
  /** The bits above. */
  outcode: i32;
  /** Clip space w: the distance in front of the camera, 1 with an orthographic one. */
  w: f32;
  clip: v128;
  /** u, v, depth (0 near to `DEPTH_FAR`), nothing. */
  varying: v128;
  /** Red, green, blue in the texture's encoding and opacity, all times `LIGHT_ONE`. */
  light: v128;
  /** The same for the back face; only of double-sided meshes. */
  backLight: v128;
}

export const LIGHT_OFFSET: usize = offsetof<Vertex>('light');
export const BACK_LIGHT_OFFSET: usize = offsetof<Vertex>('backLight');
export const VERTEX_SIZE: usize = offsetof<Vertex>();

/** Fixed-point one of the light: large enough that the steps over a picture's width lose nothing that is seen. */
export const LIGHT_ONE: f32 = 16777216;
/** Depth of the far plane. */
export const DEPTH_FAR: i32 = 1 << 30;

@inline
export function vertexAt(base: usize, index: u32): Vertex {
  return changetype<Vertex>(base + <usize>index * VERTEX_SIZE);
}
