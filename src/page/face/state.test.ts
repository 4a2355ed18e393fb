import { describe, expect, it } from 'vitest';
import { CueLog } from './cue-log.ts';
import { AGENT_STATES } from './cues.ts';
import { stateAt, StateBlend } from './state.ts';
import { createTalk, CUT_SEC } from './test-kit/talk.ts';

function shares(timeSec: number, log: CueLog): number[] {
  const blend = new StateBlend();
  blend.read(timeSec, log);
  return AGENT_STATES.map((state) => blend.share(state));
}

describe('StateBlend', () => {
  it('is always made of shares that sum to one and never jump', () => {
    const talk = createTalk(1, 1);
    let before = shares(0, talk);
    for (let i = 1; i < 60 * 100; i++) {
      const now = shares(i / 100, talk);
      expect(now.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      const step = Math.max(...now.map((share, k) => Math.abs(share - before[k]!)));
      expect(step).toBeLessThan(0.07);
      before = now;
    }
  });

  it('arrives in the state it was told', () => {
    const log = new CueLog();
    AGENT_STATES.forEach((state, i) => log.setState(state, i));
    AGENT_STATES.forEach((state, i) => {
      expect(shares(i + 0.99, log)[i]).toBeGreaterThan(0.99);
      expect(stateAt(log, i + 0.01)).toBe(state);
    });
  });

  it('takes an interruption for listening until it hears otherwise', () => {
    const talk = createTalk(1, 1);
    const listening = AGENT_STATES.indexOf('listening');
    expect(shares(CUT_SEC, talk)[listening]).toBeLessThan(0.01);
    expect(shares(CUT_SEC + 0.36, talk)[listening]).toBeCloseTo(1, 6);
    expect(stateAt(talk, CUT_SEC + 0.01)).toBe('listening');
  });

  it('knows nothing before the first word', () => {
    expect(stateAt(new CueLog(), 5)).toBe('initializing');
    expect(shares(5, new CueLog())[0]).toBe(1);
  });
});
