import { BoxGeometry, Mesh } from 'three';
import { expect, test } from 'vitest';
import { Sight } from './sight.ts';

function drawnAt(rad: number, userData: object): number {
  const mesh = new Mesh(new BoxGeometry());
  mesh.userData = { ...userData };
  new Sight(mesh).turn(rad);
  return mesh.geometry.drawRange.count / 3;
}

test('a head that turns but little is drawn as far as it can be seen, else whole', () => {
  const sight = { turn: 0.1, triangles: 4 };
  expect(drawnAt(0, { sight })).toBe(4);
  expect(drawnAt(0.1, { sight })).toBe(4);
  expect(drawnAt(0.11, { sight })).toBe(Infinity);
});

test.each([{}, { sight: 'far' }, { sight: { turn: 0.1, triangles: -3 } }])(
  'a mesh with %j is drawn whole',
  (userData) => expect(drawnAt(0, userData)).toBe(Infinity),
);
