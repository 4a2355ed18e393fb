import { AGENT_STATES, type AgentState, type FaceCues } from './cues.ts';
import { DEG, minimumJerk } from './ease.ts';
import type { HeadPose } from './pose.ts';
import { Shape } from './shape.ts';

/** How long the face takes from one state's bearing to the next. */
const TRANSITION_SEC = 0.7;
/** To an interruption one reacts faster. */
const STARTLE_SEC = 0.35;

const INDEX = Object.fromEntries(AGENT_STATES.map((state, index) => [state, index])) as Readonly<
  Record<AgentState, number>
>;

/** How much of each state the face is in. */
export class StateBlend {
  readonly #shares = new Float64Array(AGENT_STATES.length);

  share(state: AgentState): number {
    return this.#shares[INDEX[state]]!;
  }

  /**
   * Replays all changes up to `timeSec`: each fades from whatever there was. Hence changes may
   * follow each other at any pace without a jump, and those long past may be forgotten. An
   * interruption counts as a change to listening, since the agent's own word of it comes later.
   */
  read(timeSec: number, cues: FaceCues): void {
    const { states, interruptions } = cues;
    this.#shares.fill(0);
    this.#shares[INDEX.initializing] = 1;
    let i = 0;
    let j = 0;
    for (;;) {
      const stateSec = states[i]?.atSec ?? Infinity;
      const interruptSec = interruptions[j]?.atSec ?? Infinity;
      const atSec = Math.min(stateSec, interruptSec);
      if (atSec > timeSec) return;
      if (interruptSec < stateSec) {
        j += 1;
        this.#fade('listening', minimumJerk((timeSec - atSec) / STARTLE_SEC));
      } else {
        this.#fade(states[i]!.state, minimumJerk((timeSec - atSec) / TRANSITION_SEC));
        i += 1;
      }
    }
  }

  #fade(state: AgentState, u: number): void {
    for (let i = 0; i < this.#shares.length; i++) this.#shares[i]! *= 1 - u;
    this.#shares[INDEX[state]]! += u;
  }
}

/** The state that the face knows itself to be in at `timeSec`, without easing. */
export function stateAt(cues: FaceCues, timeSec: number): AgentState {
  let state: AgentState = 'initializing';
  let sinceSec = -Infinity;
  for (const change of cues.states) {
    if (change.atSec > timeSec) break;
    state = change.state;
    sinceSec = change.atSec;
  }
  for (const { atSec } of cues.interruptions) {
    if (atSec <= timeSec && atSec > sinceSec) state = 'listening';
  }
  return state;
}

interface Bearing {
  readonly face: Shape;
  readonly head: Partial<HeadPose>;
}

/**
 * How the face carries itself in each state. Small on purpose: each has to be read at a glance and
 * borne for minutes. Attentive people lean in, tilt their heads and raise their brows a little;
 * thinkers draw the brows and press the lips (see `gaze.ts` for where they look).
 */
const BEARINGS: Readonly<Record<AgentState, Bearing>> = {
  initializing: { face: new Shape({ mouthSmile: 0.06 }), head: {} },
  idle: { face: new Shape({ mouthSmile: 0.08 }), head: { pitch: 0.5 * DEG } },
  listening: {
    face: new Shape({ browInnerUp: 0.16, browOuterUp: 0.14, mouthSmile: 0.14, eyeWide: 0.06 }),
    head: { pitch: 1 * DEG, roll: 2.2 * DEG, z: 0.008 },
  },
  thinking: {
    face: new Shape({
      browDown: 0.35,
      browInnerUp: 0.2,
      eyeSquint: 0.25,
      mouthPress: 0.35,
      mouthShrugLower: 0.15,
      mouthLeft: 0.12,
    }),
    head: { pitch: -1.5 * DEG, roll: -1.5 * DEG, z: -0.004 },
  },
  speaking: {
    face: new Shape({ browInnerUp: 0.04, browOuterUp: 0.03, mouthSmile: 0.1, cheekSquint: 0.04 }),
    head: { pitch: -0.6 * DEG, z: 0.004 },
  },
};

/**
 * Adds the bearing of the blended states to face and head.
 *
 * @param mood how much of a mood there is, 0 to 1: it takes the face over, not the head.
 */
export function addBearing(
  blend: StateBlend,
  mood: number,
  face: Float32Array,
  head: HeadPose,
): void {
  for (const state of AGENT_STATES) {
    const share = blend.share(state);
    if (share === 0) continue;
    const bearing = BEARINGS[state];
    bearing.face.addTo(face, share * (1 - mood));
    head.pitch += share * (bearing.head.pitch ?? 0);
    head.roll += share * (bearing.head.roll ?? 0);
    head.z += share * (bearing.head.z ?? 0);
  }
}
