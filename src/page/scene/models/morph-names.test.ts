import { expect, test } from 'vitest';
import { ARKIT_BLENDSHAPES } from '../../face/index.ts';
import { VISEMES } from '../../lipsync/index.ts';
import { readMorphName } from './morph-names.ts';

function read(name: string): string | undefined {
  const meaning = readMorphName(name);
  if (!meaning) return undefined;
  return meaning.shows === 'viseme' ? `/${meaning.viseme}/` : meaning.sources.join('+');
}

const WRITINGS: Record<string, (name: string) => string> = {
  'as Apple writes them': (name) => name,
  'in capitals, as VRM’s “perfect sync” does': (name) => name[0]!.toUpperCase() + name.slice(1),
  'with _L and _R': (name) => name.replace(/Left$/, '_L').replace(/Right$/, '_R'),
  'with a dot before the side': (name) => name.replace(/(?<=.)(Left|Right)$/, '.$1'),
  'after Maya’s node': (name) => `blendShape1.${name}`,
  'in lower case': (name) => name.toLowerCase(),
  'in snake case': (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  'after a mesh': (name) => `head_lod0_mesh__${name}`,
};

for (const [how, write] of Object.entries(WRITINGS)) {
  test(`ARKit’s 52 names are read ${how}`, () => {
    expect(ARKIT_BLENDSHAPES.map((name) => read(write(name)))).toEqual(ARKIT_BLENDSHAPES);
  });
}

test('visemes are read as Oculus, Ready Player Me and VRChat write them', () => {
  for (const write of [
    (name: string) => `viseme_${name}`,
    (name: string) => `vrc.v_${name.toLowerCase()}`,
    (name: string) => `Viseme${name}`,
  ]) {
    expect(VISEMES.map((name) => read(write(name)))).toEqual(VISEMES.map((name) => `/${name}/`));
  }
  expect(['vrc.v_ih', 'vrc.v_oh', 'vrc.v_ou'].map(read)).toEqual(['/I/', '/O/', '/U/']);
});

test('names of real tools', () => {
  const known: Record<string, string | undefined> = {
    // Ready Player Me's default set
    mouthOpen: 'jawOpen',
    mouthSmile: 'mouthSmileLeft+mouthSmileRight',
    eyesClosed: 'eyeBlinkLeft+eyeBlinkRight',
    // VRoid Studio
    Fcl_MTH_A: '/aa/',
    'Face.M_F00_000_00_Fcl_MTH_O': '/O/',
    Fcl_EYE_Close: 'eyeBlinkLeft+eyeBlinkRight',
    Fcl_EYE_Close_L: 'eyeBlinkLeft',
    Fcl_BRW_Surprised: 'browInnerUp',
    Fcl_MTH_Fun: 'mouthSmileLeft+mouthSmileRight',
    Fcl_ALL_Joy: undefined,
    Fcl_HA_Hide: undefined,
    // MetaHuman
    CTRL_expressions_jawOpen: 'jawOpen',
    CTRL_expressions_eyeBlinkL: 'eyeBlinkLeft',
    CTRL_expressions_mouthCornerPullR: 'mouthSmileRight',
    CTRL_expressions_mouthFunnelUL: 'mouthFunnel',
    CTRL_expressions_mouthLipsPurseDR: 'mouthPucker',
    CTRL_expressions_browRaiseInL: 'browInnerUp',
    CTRL_expressions_eyeLookLeftL: 'eyeLookOutLeft',
    CTRL_expressions_eyeLookLeftR: 'eyeLookInRight',
    // Character Creator 4
    Jaw_Open: 'jawOpen',
    Eye_Blink_L: 'eyeBlinkLeft',
    Eye_L_Look_L: 'eyeLookOutLeft',
    Eye_R_Look_Up: 'eyeLookUpRight',
    Mouth_Down_Lower_L: 'mouthLowerDownLeft',
    V_Explosive: '/PP/',
    V_Tight_O: '/O/',
    // MikuMikuDance
    あ: '/aa/',
    まばたき: 'eyeBlinkLeft+eyeBlinkRight',
    // none of a face's
    Breathe: undefined,
    mouth: undefined,
    jaw: undefined,
    Hat: undefined,
    constructor: undefined,
  };
  expect(Object.fromEntries(Object.keys(known).map((name) => [name, read(name)]))).toEqual(known);
});
