import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import type { FaceCues } from './cues.ts';
import { EXPRESSION_NAMES, Moods, requireExpression } from './expressions.ts';
import { createFacePose } from './pose.ts';

function moodAt(timeSec: number, cues: FaceCues): Float32Array {
  const face = new Float32Array(ARKIT_COUNT);
  new Moods().addTo(timeSec, cues, face, createFacePose().head);
  return face;
}

const isBlank = (face: Float32Array) => face.every((weight) => weight === 0);

describe('Moods', () => {
  it.each(EXPRESSION_NAMES)('%s comes within a second, stays, and goes without a trace', (name) => {
    const log = new CueLog();
    log.express(name, 10, 1, 3);
    expect(isBlank(moodAt(10, log))).toBe(true);
    expect(isBlank(moodAt(14, log))).toBe(true);
    expect(moodAt(11, log)).toEqual(moodAt(12.9, log));
    expect(isBlank(moodAt(11, log))).toBe(name === 'neutral');
  });

  it('shows each mood in a way of its own', () => {
    const faces = EXPRESSION_NAMES.map((name) => {
      const log = new CueLog();
      log.express(name, 0);
      return moodAt(2, log);
    });
    faces.forEach((face, i) =>
      faces.slice(i + 1).forEach((other, k) => {
        const distance = Math.hypot(...face.map((weight, n) => weight - other[n]!));
        expect(distance, `${EXPRESSION_NAMES[i]} and the ${k + 1}. after it`).toBeGreaterThan(0.3);
      }),
    );
  });

  it('scales with intensity', () => {
    const log = new CueLog();
    log.express('smile', 0, 0.5);
    const half = moodAt(2, log)[ARKIT_INDEX.mouthSmileLeft]!;
    log.express('smile', 0, 1);
    expect(half / moodAt(2, log)[ARKIT_INDEX.mouthSmileLeft]!).toBeCloseTo(0.5);
  });

  it('goes from one to the next without passing rest or adding both up', () => {
    const log = new CueLog();
    log.express('smile', 0, 1, Infinity);
    log.express('surprise', 5, 1, Infinity);
    let before = moodAt(4.9, log);
    for (let timeSec = 4.9; timeSec < 6; timeSec += 0.01) {
      const face = moodAt(timeSec, log);
      face.forEach((weight, i) => expect(Math.abs(weight - before[i]!)).toBeLessThan(0.04));
      before = face;
    }
    expect(before[ARKIT_INDEX.mouthSmileLeft]).toBe(0);
    expect(before[ARKIT_INDEX.browInnerUp]).toBeGreaterThan(0.9);
  });

  it('returns to a mood that lasts longer than the one on top of it', () => {
    const log = new CueLog();
    log.express('smile', 0, 1, 60);
    log.express('surprise', 5, 1, 1);
    expect(moodAt(10, log)).toEqual(moodAt(4, log));
  });

  it('ends with neutral', () => {
    const log = new CueLog();
    log.express('smile', 0, 1, 60);
    log.express('neutral', 5, 1, 60);
    expect(isBlank(moodAt(7, log))).toBe(true);
  });
});

describe('requireExpression', () => {
  it('refuses what it does not know and lists what it does', () => {
    for (const name of ['grin', 'Smile', '', 'toString', '__proto__']) {
      expect(() => requireExpression(name)).toThrow(
        expect.objectContaining({ reason: 'unknown_expression' }),
      );
      expect(() => requireExpression(name)).toThrow(EXPRESSION_NAMES.join(', '));
    }
    expect(requireExpression('smile')).toBe('smile');
  });
});
