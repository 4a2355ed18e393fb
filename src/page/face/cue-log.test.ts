import { describe, expect, it } from 'vitest';
import { ARKIT_COUNT } from './arkit.ts';
import { CueLog } from './cue-log.ts';
import { Face } from './face.ts';
import { createFacePose } from './pose.ts';
import { createTalk, withMouth } from './test-kit/talk.ts';

describe('CueLog', () => {
  it('keeps every list in order, in whatever order it is told', () => {
    const log = new CueLog();
    for (const atSec of [5, 1, 3, 4, 2]) {
      log.addPhrase(atSec, atSec + 0.5);
      log.addAccent(atSec, 0.5);
      log.gesture('nod', atSec);
      log.express('smile', atSec);
    }
    expect(log.phrases.map((phrase) => phrase.startSec)).toEqual([1, 2, 3, 4, 5]);
    for (const list of [log.accents, log.gestures, log.expressions]) {
      expect(list.map((event) => event.atSec)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it('forgets nothing that can still be seen', () => {
    const whole = createTalk(3, 2);
    const pruned = createTalk(3, 2);
    const [wholeAt, prunedAt] = [withMouth(whole), withMouth(pruned)];
    const face = new Face({ seed: 3 });
    const [a, b] = [createFacePose(), createFacePose()];
    for (let timeSec = 0; timeSec < 120; timeSec += 0.1) {
      pruned.prune(timeSec);
      face.evaluate(timeSec, wholeAt(timeSec), a);
      face.evaluate(timeSec, prunedAt(timeSec), b);
      expect(b).toEqual(a);
    }
    expect(pruned.accents.length).toBeLessThan(whole.accents.length / 5);
    expect(pruned.states.length).toBeLessThan(3);
  });

  it('forgets what was to come when it is interrupted, and lets what has begun end', () => {
    const log = new CueLog();
    log.mouth = new Float32Array(ARKIT_COUNT).fill(0.3);
    log.loudness = 0.6;
    log.addPhrase(0, 2);
    log.addPhrase(3, 6);
    log.addPhrase(7, 9);
    log.addAccent(3.9, 1);
    log.addAccent(4.2, 1);
    log.interrupt(4);
    expect(log.phrases).toEqual([
      { startSec: 0, endSec: 2 },
      { startSec: 3, endSec: 4 },
    ]);
    expect(log.accents.map(({ cutSec }) => cutSec)).toEqual([undefined, 4]);
    expect(log.mouth).toBeNull();
    expect(log.loudness).toBe(0);
    expect(log.interruptions[0]!.mouth![0]).toBeCloseTo(0.3);
  });

  it('ignores states that are not LiveKit’s, and news that is none', () => {
    const log = new CueLog();
    log.setState('listening', 1);
    log.setState('dancing', 2);
    log.setState('listening', 3);
    expect(log.states).toEqual([{ atSec: 1, state: 'listening' }]);
  });

  it('refuses what the face can’t show', () => {
    const log = new CueLog();
    expect(() => log.express('grin', 0)).toThrow('known are neutral, smile');
    expect(() => log.gesture('bow', 0)).toThrow('known are nod');
    for (const intensity of [-0.1, 1.1, NaN]) {
      expect(() => log.express('smile', 0, intensity)).toThrow('intensity is');
    }
    for (const durationSec of [0, -1, NaN]) {
      expect(() => log.express('smile', 0, 1, durationSec)).toThrow('durationSec is');
    }
    expect(log.expressions).toEqual([]);
  });
});
