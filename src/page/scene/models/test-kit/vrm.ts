import { exportGlb, type GltfJson } from './export.ts';
import { makeFigure } from './figure.ts';

const MOUTH = ['A', 'I', 'U', 'E', 'O'] as const;
const LIDS = ['Close_L', 'Close_R'] as const;
const PRESETS_1 = ['aa', 'ih', 'ou', 'ee', 'oh'] as const;

/** Humanoid bones by the doll's names for them. */
const HUMANOID: Readonly<Record<string, string>> = {
  hips: 'Hips',
  spine: 'Spine',
  neck: 'Neck',
  head: 'Head',
  leftEye: 'LeftEye',
  rightEye: 'RightEye',
  ...Object.fromEntries(
    (['left', 'right'] as const).flatMap((side) => {
      const name = side === 'left' ? 'Left' : 'Right';
      return [
        [`${side}UpperArm`, `${name}Arm`],
        [`${side}LowerArm`, `${name}ForeArm`],
        [`${side}Hand`, `${name}Hand`],
        [`${side}UpperLeg`, `${name}UpLeg`],
        [`${side}LowerLeg`, `${name}Leg`],
        [`${side}Foot`, `${name}Foot`],
      ];
    }),
  ),
};

/**
 * The doll as a VRM 1, with hair that hangs from a spring.
 *
 * @param toon its surfaces are MToon's, outlines included.
 */
export function makeVrm1(toon = false): Promise<ArrayBuffer> {
  return exportGlb(makeFigure({ morphs: MOUTH, lids: LIDS }), (gltf) => {
    const node = finder(gltf);
    const bind = (mesh: string, index: number) => ({
      morphTargetBinds: [{ node: node(mesh), index, weight: 1 }],
    });
    const range = { inputMaxValue: 90, outputScale: 10 };
    gltf.extensionsUsed = ['VRMC_vrm', 'VRMC_springBone'];
    if (toon) addToon(gltf);
    gltf.extensions = {
      VRMC_vrm: {
        specVersion: '1.0',
        meta: { name: 'Doll', authors: ['a test'], licenseUrl: 'https://vrm.dev/licenses/1.0/' },
        humanoid: {
          humanBones: Object.fromEntries(
            Object.entries(HUMANOID).map(([bone, name]) => [bone, { node: node(name) }]),
          ),
        },
        expressions: {
          preset: {
            ...Object.fromEntries(PRESETS_1.map((name, i) => [name, bind('Mouth', i)])),
            blinkLeft: bind('Face', 0),
            blinkRight: bind('Face', 1),
          },
        },
        lookAt: {
          type: 'bone',
          offsetFromHeadBone: [0, 0.1, 0.09],
          rangeMapHorizontalInner: range,
          rangeMapHorizontalOuter: range,
          rangeMapVerticalDown: range,
          rangeMapVerticalUp: range,
        },
      },
      VRMC_springBone: {
        specVersion: '1.0',
        springs: [
          {
            name: 'hair',
            joints: [
              {
                node: node('Hair'),
                hitRadius: 0.01,
                stiffness: 0.2,
                gravityPower: 1,
                gravityDir: [0, -1, 0],
                dragForce: 0.4,
              },
              { node: node('HairTip'), hitRadius: 0.01 },
            ],
          },
        ],
      },
    };
  });
}

function addToon(gltf: GltfJson): void {
  gltf.extensionsUsed?.push('VRMC_materials_mtoon');
  for (const material of gltf.materials) {
    material.extensions = {
      VRMC_materials_mtoon: {
        specVersion: '1.0',
        outlineWidthMode: 'worldCoordinates',
        outlineWidthFactor: 0.001,
      },
    };
  }
}

/** The doll as a VRM 0, which faces the other way. */
export function makeVrm0(): Promise<ArrayBuffer> {
  const figure = makeFigure({ morphs: MOUTH, lids: LIDS });
  figure.rotation.y = Math.PI;
  return exportGlb(figure, (gltf) => {
    const node = finder(gltf);
    const group = (name: string, presetName: string, mesh: string, index: number) => ({
      name,
      presetName,
      binds: [{ mesh: gltf.nodes[node(mesh)]!.mesh, index, weight: 100 }],
      materialValues: [],
    });
    const range = { curve: [0, 0, 0, 1, 1, 1, 1, 0], xRange: 90, yRange: 10 };
    gltf.extensionsUsed = ['VRM'];
    gltf.extensions = {
      VRM: {
        exporterVersion: 'a test',
        specVersion: '0.0',
        meta: { title: 'Doll' },
        humanoid: {
          humanBones: Object.entries(HUMANOID).map(([bone, name]) => ({ bone, node: node(name) })),
        },
        firstPerson: {
          firstPersonBone: node('Head'),
          firstPersonBoneOffset: { x: 0, y: 0.1, z: 0.09 },
          meshAnnotations: [],
          lookAtTypeName: 'Bone',
          lookAtHorizontalInner: range,
          lookAtHorizontalOuter: range,
          lookAtVerticalDown: range,
          lookAtVerticalUp: range,
        },
        blendShapeMaster: {
          blendShapeGroups: [
            ...MOUTH.map((name, i) => group(name, name.toLowerCase(), 'Mouth', i)),
            group('Blink_L', 'blink_l', 'Face', 0),
            group('Blink_R', 'blink_r', 'Face', 1),
          ],
        },
        secondaryAnimation: {
          boneGroups: [
            {
              stiffiness: 0.2,
              gravityPower: 1,
              gravityDir: { x: 0, y: -1, z: 0 },
              dragForce: 0.4,
              center: -1,
              hitRadius: 0.01,
              bones: [node('Hair')],
              colliderGroups: [],
            },
          ],
          colliderGroups: [],
        },
        materialProperties: [],
      },
    };
  });
}

function finder({ nodes }: GltfJson): (name: string) => number {
  return (name) => {
    const index = nodes.findIndex((node) => node.name === name);
    if (index < 0) throw new Error(`the doll has no node ${name}`);
    return index;
  };
}
