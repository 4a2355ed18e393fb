import { expect, test } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from '../../face/index.ts';
import { heldViseme, VISEMES, type Viseme } from '../../lipsync/index.ts';
import { VisemeFit } from './viseme-fit.ts';

const VOWELS: readonly Viseme[] = ['aa', 'I', 'U', 'E', 'O'];

function fit(weights: Float32Array, visemes: readonly Viseme[] = VISEMES) {
  const out = new Float32Array(visemes.length);
  new VisemeFit(visemes).fit(weights, out);
  return (viseme: Viseme) => out[visemes.indexOf(viseme)]!;
}

function mix(parts: Partial<Record<Viseme, number>>): Float32Array {
  const out = new Float32Array(ARKIT_COUNT);
  for (const [viseme, share] of Object.entries(parts)) {
    heldViseme(viseme as Viseme).forEach((value, i) => (out[i] = out[i]! + share * value));
  }
  return out;
}

/** How far the mouth that the amounts make is from the one that was asked for. */
function miss(wanted: Float32Array): number {
  const amount = fit(wanted);
  const made = mix(Object.fromEntries(VISEMES.map((viseme) => [viseme, amount(viseme)])));
  return Math.max(...wanted.map((value, i) => Math.abs(value - made[i]!)));
}

for (const viseme of VISEMES.filter((name) => name !== 'sil')) {
  test(`a mouth that holds ${viseme} comes back`, () => {
    expect(miss(heldViseme(viseme))).toBeLessThan(0.12);
  });
}

test('what is seen clearest comes back as itself', () => {
  for (const viseme of ['PP', 'FF', 'aa', 'O', 'U', 'CH'] as const) {
    expect(fit(heldViseme(viseme))(viseme)).toBeGreaterThan(0.6);
  }
});

test('a mouth at rest is none', () => {
  const amount = fit(new Float32Array(ARKIT_COUNT));
  expect(VISEMES.map(amount).every((value) => value === 0)).toBe(true);
});

test('half an open mouth is half an aa', () => {
  expect(fit(mix({ aa: 0.5 }), VOWELS)('aa')).toBeCloseTo(0.5, 1);
});

test('a mixture comes back, whatever it is made of', () => {
  expect(miss(mix({ O: 0.6, PP: 0.4 }))).toBeLessThan(0.12);
  expect(miss(mix({ aa: 0.5, SS: 0.5 }))).toBeLessThan(0.12);
  expect(fit(mix({ O: 0.6, PP: 0.4 }))('PP')).toBeGreaterThan(0.3);
});

test('pressed lips stay shut where the model has only vowels', () => {
  const amount = fit(heldViseme('PP'), VOWELS);
  expect(VOWELS.reduce((sum, viseme) => sum + amount(viseme), 0)).toBeLessThan(0.1);
});

test('each consonant opens a mouth of vowels less than aa does', () => {
  for (const viseme of VISEMES.filter((name) => !VOWELS.includes(name))) {
    expect(fit(heldViseme(viseme), VOWELS)('aa')).toBeLessThan(0.5);
  }
});

test('a smile says nothing', () => {
  const smile = new Float32Array(ARKIT_COUNT);
  smile[ARKIT_INDEX.mouthSmileLeft] = smile[ARKIT_INDEX.mouthSmileRight] = 0.5;
  const amount = fit(smile);
  expect(amount('aa') + amount('E') + amount('O')).toBeLessThan(0.05);
  expect(amount('I') + amount('SS')).toBeLessThan(0.3);
});

test('amounts are never below 0, nor above 1 together, and do not jump', () => {
  const last = new Float32Array(VISEMES.length);
  const now = new Float32Array(VISEMES.length);
  const fitted = new VisemeFit(VISEMES);
  for (let t = 0; t <= 200; t++) {
    const share = t / 200;
    fitted.fit(mix({ aa: share, U: 1 - share, PP: share ** 2 }), now);
    expect(now.every((value) => value >= 0)).toBe(true);
    expect(now.reduce((sum, value) => sum + value, 0)).toBeLessThan(1.0001);
    if (t > 0)
      for (const [i, value] of now.entries()) expect(Math.abs(value - last[i]!)).toBeLessThan(0.08);
    last.set(now);
  }
});
