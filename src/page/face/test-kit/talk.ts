import { CueLog } from '../cue-log.ts';
import { ARKIT_COUNT } from '../arkit.ts';
import type { FaceCues } from '../cues.ts';
import { loudnessToMouth } from './jaw.ts';
import { smoothNoise, uniform } from '../noise.ts';

/** One minute of talk in which all happens that can, repeated for ever with other numbers. */
const MINUTE_SEC = 60;

/** When what the test conversation says was cut off, within its minute. */
export const CUT_SEC = 33.4;

/**
 * A conversation to test with: listening, thinking, speech with phrases and accents, an
 * interruption, moods, gestures.
 */
export function createTalk(seed: number, minutes: number): CueLog {
  const log = new CueLog();
  log.setState('initializing', 0);
  for (let minute = 0; minute < minutes; minute++) addMinute(log, seed, minute * MINUTE_SEC);
  return log;
}

function addMinute(log: CueLog, seed: number, fromSec: number): void {
  log.setState('listening', fromSec + 2);
  log.gesture('nod', fromSec + 6);
  log.express('smile', fromSec + 8, 0.8, 4);
  log.setState('thinking', fromSec + 12);
  log.setState('speaking', fromSec + 15.2);
  speak(log, seed, fromSec + 15.4, fromSec + 38);
  log.express('concern', fromSec + 20, 1, 5);
  log.express('surprise', fromSec + 23, 1, 3);
  log.gesture('shake', fromSec + 28);
  log.interrupt(fromSec + CUT_SEC);
  log.setState('listening', fromSec + CUT_SEC + 0.4);
  log.gesture('wink', fromSec + 40);
  log.setState('thinking', fromSec + 41);
  log.setState('idle', fromSec + 41.1);
  log.gesture('tilt', fromSec + 50);
}

function speak(log: CueLog, seed: number, fromSec: number, toSec: number): void {
  let timeSec = fromSec;
  for (let i = 0; timeSec < toSec; i++) {
    const endSec = timeSec + 0.8 + 2.4 * uniform(seed, i, 77);
    log.addPhrase(timeSec, endSec);
    for (let at = timeSec + 0.2; at < endSec; at += 0.3 + 0.4 * uniform(seed, i, 78)) {
      log.addAccent(at, 0.3 + 0.7 * uniform(seed, Math.round(at * 100), 79));
    }
    timeSec = endSec + 0.25 + 0.5 * uniform(seed, i, 80);
  }
}

/** The same cues with a mouth that moves while there are phrases, as a page would set it. */
export function withMouth(log: CueLog): (timeSec: number) => FaceCues {
  const mouth = new Float32Array(ARKIT_COUNT);
  return (timeSec) => {
    const phrase = log.phrases.find((p) => p.startSec <= timeSec && timeSec < p.endSec);
    log.loudness = phrase ? envelope(timeSec, phrase.startSec, phrase.endSec) : 0;
    loudnessToMouth(log.loudness, timeSec, mouth);
    log.mouth = phrase ? mouth : null;
    return log;
  };
}

/** Loudness of a phrase: comes and goes within 80 ms, with syllables in between. */
function envelope(timeSec: number, startSec: number, endSec: number): number {
  const edge = Math.min(1, (timeSec - startSec) / 0.08, (endSec - timeSec) / 0.08);
  return edge * (0.5 + 0.4 * smoothNoise(1, timeSec * 5));
}
