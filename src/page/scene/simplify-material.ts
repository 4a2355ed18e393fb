import { type Material, type Mesh, MeshLambertMaterial, type Object3D } from 'three';
import { isSupported } from './cpu-renderer/index.ts';

/** What diffuse light needs of any material; each may be missing. */
type Diffuse = Partial<
  Pick<MeshLambertMaterial, 'color' | 'map' | 'emissive' | 'emissiveIntensity'>
>;

/** The same surface under diffuse light alone. */
export function simplifyMaterial(material: Material): MeshLambertMaterial {
  const { name, alphaTest, transparent, opacity, side, vertexColors, depthWrite } = material;
  const { color, map, emissive, emissiveIntensity } = material as Diffuse;
  return new MeshLambertMaterial({
    name,
    alphaTest,
    transparent,
    opacity,
    side,
    vertexColors,
    depthWrite,
    ...(color && { color }),
    ...(map && { map }),
    ...(emissive && { emissive, emissiveIntensity: emissiveIntensity ?? 1 }),
  });
}

/** Makes of a model what the CPU renderer can draw: what it can't is drawn in diffuse light. */
export function simplifyForCpu(model: Object3D): void {
  model.traverse((node) => {
    if (!('isMesh' in node)) return;
    const mesh = node as Mesh;
    // More than one is a surface and its drawn outline (MToon).
    const first = Array.isArray(mesh.material) ? mesh.material[0] : mesh.material;
    if (!first || isSupported(mesh)) return;
    mesh.material = simplifyMaterial(first);
  });
}
