import { type PerspectiveCamera, Vector3 } from 'three';
import type { HeadMeasures } from './head.ts';

/** Vertical angle of view in degrees: with a head filling the frame it looks like an 85 mm portrait. */
const PORTRAIT_FOV_DEG = 20;
/** The head's height in parts of the picture's, and its width in parts of a narrow picture's. */
const HEIGHT_SHARE = 0.64;
const WIDTH_SHARE = 0.62;
/** The eyes stand this far above the middle, in parts of the picture's height; less under high hair. */
const EYES_ABOVE = 0.1;
const LEAST_EYES_ABOVE = 0.05;
/** What is left above the highest hair, in parts of the picture's height. */
const HEADROOM = 0.04;

/** Places the camera at eye level so that the head fills a picture of any shape as a portrait does. */
export function frameHead(camera: PerspectiveCamera, measures: HeadMeasures, aspect: number): void {
  const size = measures.head.getSize(new Vector3());
  const crown = measures.head.max.y - measures.eyes.y;
  const height = Math.max(
    size.y / HEIGHT_SHARE,
    size.x / WIDTH_SHARE / aspect,
    crown / (0.5 - HEADROOM - LEAST_EYES_ABOVE),
  );
  const eyesAbove = Math.min(EYES_ABOVE, 0.5 - HEADROOM - crown / height);
  const distance = height / 2 / Math.tan((PORTRAIT_FOV_DEG * Math.PI) / 360);
  const { x, y, z } = measures.eyes;
  camera.fov = PORTRAIT_FOV_DEG;
  camera.aspect = aspect;
  camera.near = distance / 10;
  camera.far = distance * 4;
  // A lens at eye level that is shifted down, as portrait photographers do, keeps the face upright.
  camera.position.set(x, y, z + distance);
  camera.rotation.set(0, 0, 0);
  camera.setViewOffset(1, 1 / aspect, 0, eyesAbove / aspect, 1, 1 / aspect);
  camera.updateProjectionMatrix();
}
