import {
  AmbientLight,
  BufferGeometry,
  Group,
  Mesh,
  MeshLambertMaterial,
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
  expect(findUnsupported(scene.add(meshOf([glowing])))).toEqual([]);
});

test('what is left out is named once', () => {
  const bumpy = new MeshStandardMaterial({ normalMap: new Texture(), flatShading: true });
  const scene = new Group().add(meshOf(bumpy), meshOf(bumpy), meshOf(new MeshToonMaterial()));
  scene.add(new Points(), new RectAreaLight());
  expect(findUnsupported(scene).toSorted()).toEqual([
    'MeshToonMaterial',
    'Points',
    'RectAreaLight',
    'flatShading of MeshStandardMaterial',
    'normalMap of MeshStandardMaterial',
  ]);
});
