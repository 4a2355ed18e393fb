import {
  type AmbientLight,
  Color,
  type DirectionalLight,
  type HemisphereLight,
  type Light,
  type PointLight,
  type SpotLight,
  Vector3,
} from 'three';
import {
  AMBIENT_LIGHT,
  DIRECTIONAL_LIGHT,
  HEMISPHERE_LIGHT,
  POINT_LIGHT,
  SPOT_LIGHT,
} from './assembly/constants.ts';

/** Floats in a `Light` of `assembly/records.ts`. */
export const LIGHT_FLOATS = 20;

/** Where the parts of a light record lie, in floats. */
const AT = {
  kind: 0,
  distance: 1,
  decay: 2,
  coneCos: 3,
  penumbraCos: 4,
  position: 5,
  direction: 8,
  color: 12,
  ground: 16,
};

type AnyLight = Light &
  Partial<
    Pick<AmbientLight, 'isAmbientLight'> &
      Pick<HemisphereLight, 'isHemisphereLight'> &
      Pick<DirectionalLight, 'isDirectionalLight'> &
      Pick<PointLight, 'isPointLight'> &
      Pick<SpotLight, 'isSpotLight'>
  >;

/** Whether the rasteriser knows this kind of light. */
export function isKnownLight(light: Light): boolean {
  return kindOf(light) !== undefined;
}

/** Writes the lights as records, in world space; returns how many there are. Others than the known kinds are left out. */
export function writeLights(lights: readonly Light[], into: Float32Array): number {
  const kinds = new Uint32Array(into.buffer, into.byteOffset, into.length);
  let count = 0;
  for (const light of lights) {
    const kind = kindOf(light);
    if (kind === undefined) continue;
    const record = into.subarray(count * LIGHT_FLOATS, (count + 1) * LIGHT_FLOATS);
    writeLight(light, record);
    kinds[count * LIGHT_FLOATS + AT.kind] = kind;
    count++;
  }
  return count;
}

function kindOf(light: AnyLight): number | undefined {
  if (light.isAmbientLight) return AMBIENT_LIGHT;
  if (light.isHemisphereLight) return HEMISPHERE_LIGHT;
  if (light.isDirectionalLight) return DIRECTIONAL_LIGHT;
  if (light.isPointLight) return POINT_LIGHT;
  return light.isSpotLight ? SPOT_LIGHT : undefined;
}

function writeLight(light: Light, record: Float32Array): void {
  writeColor(light.color, light.intensity, record.subarray(AT.color));
  position.setFromMatrixPosition(light.matrixWorld).toArray(record, AT.position);
  direction.copy(position);
  if ('groundColor' in light) {
    writeColor(light.groundColor as Color, light.intensity, record.subarray(AT.ground));
  }
  if ('target' in light) {
    direction.sub(target.setFromMatrixPosition((light as DirectionalLight).target.matrixWorld));
  }
  direction.normalize().toArray(record, AT.direction);
  if ('decay' in light) writeReach(light as PointLight, record);
  if ('penumbra' in light) writeCone(light as SpotLight, record);
}

const position = new Vector3();
const direction = new Vector3();
const target = new Vector3();
const color = new Color();

/** A surface that diffuses all light gives back its pi-th part in each direction. */
function writeColor(rgb: Color, intensity: number, into: Float32Array): void {
  color
    .copy(rgb)
    .multiplyScalar(intensity / Math.PI)
    .toArray(into);
}

function writeReach(light: PointLight, record: Float32Array): void {
  record[AT.distance] = light.distance;
  record[AT.decay] = light.decay;
}

function writeCone(light: SpotLight, record: Float32Array): void {
  record[AT.coneCos] = Math.cos(light.angle);
  record[AT.penumbraCos] = Math.cos(light.angle * (1 - light.penumbra));
}
