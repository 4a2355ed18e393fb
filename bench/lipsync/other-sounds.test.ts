import { describe, expect, it } from 'vitest';
import { createOurs } from './contenders.ts';
import { trackLips } from './lips.ts';
import { readModel } from './run.ts';
import { makeSounds } from './sounds.ts';

const model = await readModel('src/page/lipsync/model.bin');

it('rests in silence', () => {
  expect(Math.max(...trackLips(makeSounds()['silence']!, model).jawOpen)).toBeLessThan(0.01);
});

describe.each(Object.entries(makeSounds()))('%s', (_name, sound) => {
  it('is not taken for speech', async () => {
    const { visemes } = await createOurs(model).read(sound);
    const spoken = visemes.filter((viseme) => viseme !== 0);
    expect(spoken.length / visemes.length).toBeLessThan(0.02);
  });

  it('opens the jaw no further than loudness alone does, and touches no lips', () => {
    const { jawOpen, sealed } = trackLips(sound, model);
    expect(Math.max(...jawOpen)).toBeLessThan(0.2);
    expect(sealed.includes(1)).toBe(false);
  });
});
