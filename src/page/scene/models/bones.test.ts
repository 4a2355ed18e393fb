import { expect, test } from 'vitest';
import { BONE_ROLES, findBoneNames } from './bones.ts';

/** How tools name head, neck, jaw, eyes, upper and lower arms, left before right; `-` for none. */
const RIGS: Record<string, string> = {
  Mixamo:
    'mixamorig:Head mixamorig:Neck - mixamorig:LeftEye mixamorig:RightEye mixamorig:LeftArm mixamorig:LeftForeArm mixamorig:RightArm mixamorig:RightForeArm',
  'Mixamo, more than once':
    'mixamorig1:Head mixamorig1:Neck - mixamorig1:LeftEye mixamorig1:RightEye mixamorig1:LeftArm mixamorig1:LeftForeArm mixamorig1:RightArm mixamorig1:RightForeArm',
  'Ready Player Me': 'Head Neck - LeftEye RightEye LeftArm LeftForeArm RightArm RightForeArm',
  'VRoid Studio':
    'J_Bip_C_Head J_Bip_C_Neck - J_Adj_L_FaceEye J_Adj_R_FaceEye J_Bip_L_UpperArm J_Bip_L_LowerArm J_Bip_R_UpperArm J_Bip_R_LowerArm',
  'Character Creator':
    'CC_Base_Head CC_Base_NeckTwist01 CC_Base_JawRoot CC_Base_L_Eye CC_Base_R_Eye CC_Base_L_Upperarm CC_Base_L_Forearm CC_Base_R_Upperarm CC_Base_R_Forearm',
  Unreal: 'head neck_01 FACIAL_C_Jaw eye_l eye_r upperarm_l lowerarm_l upperarm_r lowerarm_r',
  Rigify: 'head neck jaw eye.L eye.R upper_arm.L forearm.L upper_arm.R forearm.R',
  'Auto-Rig Pro':
    'head.x neck.x c_jawbone.x c_eye.l c_eye.r arm_stretch.l forearm_stretch.l arm_stretch.r forearm_stretch.r',
  '3ds Max':
    'Bip01_Head Bip01_Neck - - - Bip01_L_UpperArm Bip01_L_Forearm Bip01_R_UpperArm Bip01_R_Forearm',
  Daz: 'head neckLower lowerJaw lEye rEye lShldrBend lForearmBend rShldrBend rForearmBend',
};

for (const [rig, text] of Object.entries(RIGS)) {
  test(`${rig}: the bones of a portrait are found among helpers`, () => {
    const wanted = text.split(' ');
    const names = [
      'Hips',
      'Spine',
      'HeadTop_End',
      'LeftShoulder',
      ...wanted,
      'eyebrow_l',
      'Head_end',
    ];
    const found = findBoneNames(names);
    expect(
      BONE_ROLES.map((role) => (found[role] === undefined ? '-' : names[found[role]])),
    ).toEqual(wanted);
  });
}

test('twist bones are not the arm, nor lids the eye', () => {
  expect(
    findBoneNames(['LeftArmTwist', 'CC_Base_L_UpperarmTwist01', 'eyelid_l', 'LeftEye_end']),
  ).toEqual({});
});
