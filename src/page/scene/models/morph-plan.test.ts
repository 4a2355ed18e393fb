import { expect, test } from 'vitest';
import { ARKIT_BLENDSHAPES } from '../../face/index.ts';
import { planMorphs } from './morph-plan.ts';

function drivesOf(names: readonly string[]) {
  const { mouth, drives } = planMorphs(names);
  return {
    mouth,
    drives: Object.fromEntries(
      [...drives].map(([name, drive]) => [
        name,
        'viseme' in drive
          ? `/${drive.viseme}/`
          : drive.sources.map((source) => ARKIT_BLENDSHAPES[source]).join('+'),
      ]),
    ),
  };
}

test('ARKit’s mouth comes before visemes, and its own names before other words', () => {
  const names = ['mouthOpen', 'viseme_aa', 'viseme_O', 'viseme_U', 'mouthSmile', 'eyesClosed'];
  const { mouth, drives } = drivesOf([...names, ...ARKIT_BLENDSHAPES]);
  expect(mouth).toBe('arkit');
  expect(drives).toEqual(Object.fromEntries(ARKIT_BLENDSHAPES.map((name) => [name, name])));
});

test('visemes speak where there is no ARKit mouth; what they do not show stays ARKit’s', () => {
  const names = ['mouthOpen', 'viseme_sil', 'viseme_aa', 'viseme_O', 'mouthSmile', 'eyeBlinkLeft'];
  expect(drivesOf(names)).toEqual({
    mouth: 'visemes',
    drives: {
      viseme_sil: '/sil/',
      viseme_aa: '/aa/',
      viseme_O: '/O/',
      mouthSmile: 'mouthSmileLeft+mouthSmileRight',
      eyeBlinkLeft: 'eyeBlinkLeft',
    },
  });
});

test('an open mouth by another word is one when there is nothing better', () => {
  expect(drivesOf(['mouthOpen', 'mouthSmile'])).toMatchObject({
    mouth: 'arkit',
    drives: { mouthOpen: 'jawOpen' },
  });
});

test('bare vowels are a mouth only when they are nearly all there', () => {
  expect(drivesOf(['A', 'E']).mouth).toBe('none');
  expect(drivesOf(['A', 'I', 'U', 'E', 'O'])).toMatchObject({
    mouth: 'visemes',
    drives: { A: '/aa/', I: '/I/', U: '/U/' },
  });
});

test('quarters of one shape are driven together, a shape told twice only once', () => {
  const { drives } = drivesOf([
    'CTRL_expressions_jawOpen',
    'CTRL_expressions_mouthFunnelUL',
    'CTRL_expressions_mouthFunnelDR',
    'Fcl_EYE_Close',
    'Fcl_EYE_Close_L',
    'Fcl_EYE_Close_R',
    'blink',
  ]);
  expect(drives).toEqual({
    CTRL_expressions_jawOpen: 'jawOpen',
    CTRL_expressions_mouthFunnelUL: 'mouthFunnel',
    CTRL_expressions_mouthFunnelDR: 'mouthFunnel',
    Fcl_EYE_Close_L: 'eyeBlinkLeft',
    Fcl_EYE_Close_R: 'eyeBlinkRight',
  });
});

test('nothing of a face is nothing', () => {
  expect(drivesOf(['Breathe', 'Hat', 'teeth_up', 'mouth'])).toEqual({ mouth: 'none', drives: {} });
});
