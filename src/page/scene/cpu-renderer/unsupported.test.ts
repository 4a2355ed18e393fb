import {
  AmbientLight,
  BufferGeometry,
  Group,
  Mesh,
  MeshLambertMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  MeshToonMaterial,
  Points,
  RectAreaLight,
  Texture,
} from 'three';
import { expect, test } from 'vitest';
import { findUnsupported } from './unsupported.ts';

const meshOf = (material: Mesh['material']) => new Mesh(new BufferGeometry(), material);

test('a plain scene has nothing that is left out', () => {
  const texture = new Texture();
  const glowing = new MeshStandardMaterial({ map: texture, emissiveMap: texture });
  const scene = new Group().add(new AmbientLight(), meshOf(new MeshLambertMaterial()));
  expect(findUnsupported(scene.add(meshOf([glowing])))).toEqual({ fine: [], more: [] });
});

test('what is left out is named once', () => {
  const bumpy = new MeshStandardMaterial({ normalMap: new Texture(), flatShading: true });
  const scene = new Group().add(meshOf(bumpy), meshOf(bumpy), meshOf(new MeshToonMaterial()));
  scene.add(new Points(), new RectAreaLight());
  const { fine, more } = findUnsupported(scene);
  expect(fine).toEqual(['normalMap of MeshStandardMaterial']);
  expect(more.toSorted()).toEqual([
    'MeshToonMaterial',
    'Points',
    'RectAreaLight',
    'flatShading of MeshStandardMaterial',
  ]);
});

test('a coat on a surface refines it, glass is more', () => {
  const coated = meshOf(new MeshPhysicalMaterial({ clearcoat: 1, roughnessMap: new Texture() }));
  expect(findUnsupported(coated)).toEqual({
    fine: ['MeshPhysicalMaterial', 'roughnessMap of MeshPhysicalMaterial'],
    more: [],
  });
  const glass = meshOf(new MeshPhysicalMaterial({ transmission: 1 }));
  expect(findUnsupported(glass)).toEqual({ fine: [], more: ['MeshPhysicalMaterial'] });
});
