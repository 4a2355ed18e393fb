import type { AgentState, FaceCues } from './cues.ts';
import { clamp, minimumJerk } from './ease.ts';
import { StateBlend } from './state.ts';

/** Speech becomes visible in head and brows this fast, and leaves more slowly. */
const SPEECH_RISE_SEC = 0.25;
const SPEECH_FALL_SEC = 0.45;

const NO_CUES: FaceCues = {
  mouth: null,
  loudness: 0,
  states: [],
  phrases: [],
  accents: [],
  interruptions: [],
  expressions: [],
  gestures: [],
};

/** What every layer asks about the time that is evaluated, worked out once per frame. */
export class Moment {
  timeSec = 0;
  cues: FaceCues = NO_CUES;
  /** How much the face is in each state of the agent; the shares sum to 1. */
  readonly states = new StateBlend();
  /** How much it is talking, 0 to 1, eased. */
  speech = 0;
  /** Loudness within 0 to 1. */
  loudness = 0;

  read(timeSec: number, cues: FaceCues): void {
    this.timeSec = timeSec;
    this.cues = cues;
    this.states.read(timeSec, cues);
    this.speech = speechPresence(timeSec, cues);
    this.loudness = clamp(cues.loudness);
  }

  /** Share of one state, 0 to 1. */
  share(state: AgentState): number {
    return this.states.share(state);
  }
}

function speechPresence(timeSec: number, cues: FaceCues): number {
  let silence = 1;
  for (const { startSec, endSec } of cues.phrases) {
    if (startSec > timeSec) break;
    if (timeSec - endSec >= SPEECH_FALL_SEC) continue;
    const rise = minimumJerk((timeSec - startSec) / SPEECH_RISE_SEC);
    const fall = endSec < timeSec ? minimumJerk((timeSec - endSec) / SPEECH_FALL_SEC) : 0;
    silence *= 1 - rise * (1 - fall);
  }
  return 1 - silence;
}
