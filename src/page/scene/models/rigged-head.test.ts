import { Box3, Euler, type Group, type Object3D, Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { ARKIT_INDEX, createFacePose } from '../../face/index.ts';
import { RiggedHead } from './rigged-head.ts';
import { EYES, makeFigure } from './test-kit/figure.ts';

const FIGURES: Record<string, Group> = {
  'with bones': makeFigure({ morphs: ['jawOpen'] }),
  'of Mixamo, in centimetres': makeFigure({
    morphs: ['jawOpen'],
    prefix: 'mixamorig:',
    scale: 0.01,
  }),
  'without bones': makeFigure({
    morphs: ['jawOpen'],
    lids: ['eyeBlinkLeft', 'eyeBlinkRight'],
    bones: false,
  }),
};

function placeOf(model: Object3D, name: string): Vector3 {
  model.updateMatrixWorld(true);
  return model.getObjectByName(name)!.getWorldPosition(new Vector3());
}

function turnOf(model: Object3D, name: string): Quaternion {
  model.updateMatrixWorld(true);
  return model.getObjectByName(name)!.getWorldQuaternion(new Quaternion());
}

for (const [kind, figure] of Object.entries(FIGURES)) {
  const unit = 1 / figure.scale.x;
  const head = new RiggedHead(figure);

  test(`a doll ${kind}: its head is found, not its body`, () => {
    const { head: box, eyes } = head.measures;
    expect(eyes.y * unit).toBeCloseTo(EYES[1], 1);
    expect(box.max.y * unit).toBeGreaterThan(1.7);
    expect(box.max.y * unit).toBeLessThan(1.8);
    expect(box.min.y * unit).toBeGreaterThan(1.42);
    expect((box.max.x - box.min.x) * unit).toBeLessThan(0.3);
  });

  test(`a doll ${kind}: the face turns by what is asked, whatever the bones’ own axes`, () => {
    const pose = createFacePose();
    Object.assign(pose.head, { pitch: 0.1, yaw: 0.25, roll: -0.05 });
    head.apply(createFacePose());
    const rest = turnOf(head.object, 'Face');
    head.apply(pose);
    const turn = turnOf(head.object, 'Face').multiply(rest.invert());
    expect(
      turn.angleTo(new Quaternion().setFromEuler(new Euler(0.1, 0.25, -0.05, 'YXZ'))),
    ).toBeLessThan(1e-3);
    head.apply(createFacePose());
    expect(turnOf(head.object, 'Face').angleTo(rest.invert())).toBeLessThan(1e-3);
  });

  test(`a doll ${kind}: moves by metres of its own size`, () => {
    head.apply(createFacePose());
    const before = placeOf(head.object, 'Face');
    const pose = createFacePose();
    Object.assign(pose.head, { x: 0.01, y: 0.02, z: -0.01 });
    head.apply(pose);
    const moved = placeOf(head.object, 'Face').sub(before).multiplyScalar(unit);
    expect(moved.distanceTo(new Vector3(0.01, 0.02, -0.01))).toBeLessThan(0.005);
  });
}

test('arms that were stretched out hang', () => {
  const figure = makeFigure({ morphs: ['jawOpen'] });
  const { object } = new RiggedHead(figure);
  for (const side of ['Left', 'Right']) {
    const shoulder = placeOf(object, `${side}Arm`);
    const hand = placeOf(object, `${side}Hand`);
    expect(hand.y).toBeLessThan(shoulder.y - 0.45);
    expect(Math.abs(hand.x)).toBeGreaterThan(Math.abs(shoulder.x));
  }
});

test('a jaw bone opens downwards where nothing else speaks, and only there', () => {
  const pose = createFacePose();
  pose.weights[ARKIT_INDEX.jawOpen] = 0.6;
  for (const [morphs, drop] of [
    [[], 0.008],
    [['jawOpen'], 0],
  ] as const) {
    const head = new RiggedHead(makeFigure({ jaw: 'Jaw', morphs }));
    const rest = placeOf(head.object, 'Mouth').y;
    head.apply(pose);
    const fall = rest - placeOf(head.object, 'Mouth').y;
    if (drop === 0) expect(fall).toBeCloseTo(0, 5);
    else expect(fall).toBeGreaterThan(drop);
  }
});

test('a crown of hair counts, long hair does not', () => {
  const figure = makeFigure({ morphs: ['jawOpen'] });
  const { head } = new RiggedHead(figure).measures;
  expect(head.getSize(new Vector3()).y).toBeLessThan(0.35);
  expect(new Box3().setFromObject(figure).getSize(new Vector3()).y).toBeGreaterThan(
    head.max.y - head.min.y,
  );
});

test('what could speak is said when there is nothing', () => {
  expect(() => new RiggedHead(makeFigure())).toThrow(
    /looked for morph targets .* bone named jaw, but it has no morph targets\.$/,
  );
});
