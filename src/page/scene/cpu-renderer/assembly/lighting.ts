// Light on a vertex, after three's shaders: lights_pars_begin and lights_lambert_pars (MIT).
import { AMBIENT_LIGHT, DIRECTIONAL_LIGHT, HEMISPHERE_LIGHT, SPOT_LIGHT } from './constants';
import { Light, LIGHT_COLOR, LIGHT_GROUND_COLOR, LIGHT_SIZE } from './records';
import { ggx } from './specular';

let lights: usize = 0;
let lightsEnd: usize = 0;
export let eyeX: f32 = 0;
export let eyeY: f32 = 0;
export let eyeZ: f32 = 0;

/** What lights the next draw calls, and where the camera is, in world space. */
export function setLights(first: usize, count: i32, x: f32, y: f32, z: f32): void {
  lights = first;
  lightsEnd = first + <usize>count * LIGHT_SIZE;
  eyeX = x;
  eyeY = y;
  eyeZ = z;
}

/** What arrives at the surface last asked for: red, green, blue by diffusion, and the highlight. */
export let diffuse: v128 = i32x4.splat(0);
export let highlight: v128 = i32x4.splat(0);

/** Gathers the light on a surface at (px, py, pz) with the unit normal (nx, ny, nz) into `diffuse` and `highlight`. */
export function gather(
  nx: f32,
  ny: f32,
  nz: f32,
  px: f32,
  py: f32,
  pz: f32,
  roughness: f32,
  specular: f32,
): void {
  let sum = f32x4.splat(0);
  let shine = f32x4.splat(0);
  for (let at = lights; at < lightsEnd; at += LIGHT_SIZE) {
    const light = changetype<Light>(at);
    const rgb = v128.load(at, LIGHT_COLOR);
    if (light.kind == AMBIENT_LIGHT) {
      sum = f32x4.add(sum, rgb);
      continue;
    }
    let dx = light.directionX;
    let dy = light.directionY;
    let dz = light.directionZ;
    if (light.kind == HEMISPHERE_LIGHT) {
      const sky: f32 = 0.5 + 0.5 * (nx * dx + ny * dy + nz * dz);
      const ground = v128.load(at, LIGHT_GROUND_COLOR);
      sum = f32x4.add(sum, f32x4.add(ground, f32x4.mul(f32x4.sub(rgb, ground), f32x4.splat(sky))));
      continue;
    }
    let strength: f32 = 1;
    if (light.kind != DIRECTIONAL_LIGHT) {
      dx = light.positionX - px;
      dy = light.positionY - py;
      dz = light.positionZ - pz;
      const far = sqrt(dx * dx + dy * dy + dz * dz);
      const inverse: f32 = 1 / max<f32>(far, 1e-9);
      dx *= inverse;
      dy *= inverse;
      dz *= inverse;
      strength = falloff(light, far) * cone(light, dx, dy, dz);
    }
    const facing = nx * dx + ny * dy + nz * dz;
    if (facing <= 0) continue;
    const arriving = f32x4.mul(rgb, f32x4.splat(facing * strength));
    sum = f32x4.add(sum, arriving);
    if (specular > 0) {
      const shape = ggx(
        nx,
        ny,
        nz,
        dx,
        dy,
        dz,
        eyeX - px,
        eyeY - py,
        eyeZ - pz,
        roughness,
        specular,
      );
      shine = f32x4.add(shine, f32x4.mul(arriving, f32x4.splat(shape)));
    }
  }
  diffuse = sum;
  highlight = shine;
}

/** How much of a point or spot light is left at this distance. */
function falloff(light: Light, far: f32): f32 {
  const natural = light.decay == 2 ? far * far : Mathf.pow(far, light.decay);
  const left: f32 = 1 / max<f32>(natural, 0.01);
  if (light.distance <= 0) return left;
  const share = far / light.distance;
  const window = max<f32>(0, 1 - share * share * share * share);
  return left * window * window;
}

/** How much of a spot light goes this way; all of a point light. */
function cone(light: Light, dx: f32, dy: f32, dz: f32): f32 {
  if (light.kind != SPOT_LIGHT) return 1;
  const angleCos = dx * light.directionX + dy * light.directionY + dz * light.directionZ;
  const t = (angleCos - light.coneCos) / max<f32>(light.penumbraCos - light.coneCos, 1e-6);
  const s = min<f32>(max<f32>(t, 0), 1);
  return s * s * (3 - 2 * s);
}
