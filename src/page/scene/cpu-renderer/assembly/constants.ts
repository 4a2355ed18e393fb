// Numbers that both sides of the WebAssembly border share: AssemblyScript and TypeScript both import this file.

/** Draw call flag: both faces of a triangle are drawn, the back one lit with the normal turned round. */
export const DOUBLE_SIDED = 1;
/** Draw call flag: what counts as the front is the other face (`BackSide`, or a world matrix that mirrors). */
export const FLIP_FACES = 2;
/** Draw call flag: the lights count; without it the colour stands as it is (`MeshBasicMaterial`). */
export const LIT = 4;
/** Draw call flag: texels below `alphaReference` are not drawn. */
export const ALPHA_TESTED = 8;
/** Draw call flag: blended over what is there. */
export const BLENDED = 16;
/** Draw call flag: the depth buffer is left alone. */
export const NO_DEPTH_WRITE = 32;
/** Draw call flag: the depth buffer is not asked. */
export const NO_DEPTH_TEST = 64;
/** Draw call flag: highlights after GGX, from `roughness` and `specular`. */
export const SPECULAR = 128;
/** Draw call flag: blended by adding to what is there (`AdditiveBlending`). */
export const ADDITIVE = 256;

/** Light kinds, `Light.kind`. */
export const AMBIENT_LIGHT = 0;
export const HEMISPHERE_LIGHT = 1;
export const DIRECTIONAL_LIGHT = 2;
export const POINT_LIGHT = 3;
export const SPOT_LIGHT = 4;

/** One in the fixed point of a texel's channel. */
export const TEXEL_ONE = 127;
/** 255 in it. */
export const FULL_TEXEL = 255 * TEXEL_ONE;

/** An edge without a second triangle, in the edge list. */
export const NO_TRIANGLE = -1;
/** `readPixels` and the frame buffer count rows in multiples of so many pixels. */
export const ROW_ALIGNMENT_PX = 8;
