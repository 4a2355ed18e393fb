import {
  BufferGeometry,
  Color,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  MeshStandardMaterial,
  ShaderMaterial,
  Texture,
} from 'three';
import { expect, test } from 'vitest';
import { isSupported } from './cpu-renderer/index.ts';
import { simplifyForCpu } from './simplify-material.ts';

test('what the CPU renderer can’t draw becomes diffuse, with its colour and texture; the rest stays', () => {
  const map = new Texture();
  const plain = new MeshBasicMaterial();
  const bumpy = new MeshStandardMaterial({
    color: '#804020',
    map,
    normalMap: new Texture(),
    alphaTest: 0.5,
  });
  // MToon: a surface and its outline, with the names of a standard material's properties.
  const toon = Object.assign(new ShaderMaterial(), { color: new Color('#123456'), map });
  const meshes = [plain, bumpy, [toon, new ShaderMaterial()]].map(
    (material) => new Mesh(new BufferGeometry(), material),
  );
  const model = new Group().add(...meshes);
  expect(meshes.map(isSupported)).toEqual([true, false, false]);
  simplifyForCpu(model);
  expect(meshes.every(isSupported)).toBe(true);
  expect(meshes[0]!.material).toBe(plain);
  for (const mesh of meshes.slice(1)) expect(mesh.material).toBeInstanceOf(MeshLambertMaterial);
  expect(meshes[1]!.material).toMatchObject({ map, alphaTest: 0.5, color: bumpy.color });
  expect(meshes[2]!.material).toMatchObject({ map, color: toon.color });
});
