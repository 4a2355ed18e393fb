import { expect, test } from 'vitest';
import { choosePainter } from './choose-painter.ts';

/* These tests run in a Chromium whose WebGL has no GPU. */

const NORMALS = 'normalMap of MeshStandardMaterial';

test('without a GPU the CPU draws what it can, and what only lacks fine surfaces', () => {
  expect(choosePainter()).toMatchObject({ kind: 'cpu' });
  expect(choosePainter().reason).not.toContain('without');
  const { kind, reason } = choosePainter('auto', { fine: [NORMALS], more: [] });
  expect(kind).toBe('cpu');
  expect(reason).toContain(`the model is drawn without ${NORMALS}`);
});

test('a model that would look otherwise is left to WebGL, unless the CPU is asked for', () => {
  const missing = { fine: [NORMALS], more: ['ShaderMaterial'] };
  const { kind, reason } = choosePainter('auto', missing);
  expect(kind).toBe('webgl');
  expect(reason).toMatch(/the CPU renderer can’t draw: ShaderMaterial$/);
  const asked = choosePainter('cpu', missing);
  expect(asked.kind).toBe('cpu');
  expect(asked.reason).toContain(`without ShaderMaterial, ${NORMALS}`);
});
