import { ARKIT_COUNT, ARKIT_INDEX } from './arkit.ts';
import { Blink } from './blink.ts';
import { Breath } from './breath.ts';
import { Brows } from './brows.ts';
import { DEFAULT_LIMITS, type CharacterLimits } from './character.ts';
import { Corners } from './corners.ts';
import type { FaceCues } from './cues.ts';
import { clamp, DEG, softLimitBoth } from './ease.ts';
import { Moods } from './expressions.ts';
import { Looking } from './gaze.ts';
import { addGestures, type Wink } from './gestures.ts';
import { mixLids } from './lids.ts';
import { mixLayers, type Layers, type MixContext } from './mix.ts';
import { Moment } from './moment.ts';
import { readMouth } from './mouth.ts';
import { Nods } from './nods.ts';
import type { FacePose, HeadPose } from './pose.ts';
import { addBearing } from './state.ts';
import { Sway } from './sway.ts';

/** A full breath lifts the head by this much, and tips it back. */
const BREATH_LIFT_M = 0.0025;
const BREATH_TIP = 0.7 * DEG;
/** Furthest the head goes from its place, metres. */
const HEAD_REACH_M = 0.03;

export interface FaceOptions {
  /** Any integer; another one makes another person of the same character. */
  readonly seed: number;
  /** Where this character differs from `DEFAULT_LIMITS`. */
  readonly character?: Partial<CharacterLimits>;
}

/**
 * A face that is alive: given what is known of the conversation, how it looks at any time.
 *
 * `evaluate` is a function of seed, time and cues alone. Calls may come in any order and at any
 * rate; the same arguments give the same pose. No object is allocated.
 *
 * @example
 * const face = new Face({ seed: 7 });
 * const cues = new CueLog();
 * const pose = createFacePose();
 * cues.setState('listening', nowSec);
 * face.evaluate(nowSec, cues, pose);
 */
export class Face {
  readonly #limits: CharacterLimits;
  readonly #moment = new Moment();
  readonly #breath: Breath;
  readonly #blink: Blink;
  readonly #brows: Brows;
  readonly #corners: Corners;
  readonly #looking: Looking;
  readonly #moods = new Moods();
  readonly #nods: Nods;
  readonly #sway: Sway;
  readonly #wink: Wink = { left: 0, cheek: 0 };
  readonly #layers: Layers = {
    life: new Float32Array(ARKIT_COUNT),
    mood: new Float32Array(ARKIT_COUNT),
    mouth: new Float32Array(ARKIT_COUNT),
  };
  readonly #context: MixContext = { speech: 0, blinkLeft: 0, blinkRight: 0 };

  constructor({ seed, character }: FaceOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...character };
    this.#breath = new Breath(seed);
    this.#blink = new Blink(seed);
    this.#brows = new Brows(seed);
    this.#corners = new Corners(seed);
    this.#looking = new Looking(seed);
    this.#nods = new Nods(seed);
    this.#sway = new Sway(seed);
  }

  /**
   * Works out how the face looks.
   *
   * @param timeSec when the frame will be seen, on the clock of the cues.
   * @param out overwritten.
   * @throws {FaceError} when the cues ask for an expression or gesture that there is none of.
   */
  evaluate(timeSec: number, cues: FaceCues, out: FacePose): void {
    const moment = this.#moment;
    moment.read(timeSec, cues);
    out.timeSec = timeSec;
    out.breath = this.#breath.at(moment);
    this.#readLayers(moment, out.head);
    this.#moveHead(moment, out);
    this.#looking.eyesWithin(out.head, this.#limits, out.gaze);
    this.#readContext(moment);
    mixLayers(this.#layers, this.#context, this.#limits, out.weights);
    mixLids(out.weights, out.gaze, this.#context, this.#limits);
  }

  #readLayers(moment: Moment, head: HeadPose): void {
    const { life, mood, mouth } = this.#layers;
    clearHead(head);
    life.fill(0);
    mood.fill(0);
    this.#moods.addTo(moment.timeSec, moment.cues, mood, head);
    addBearing(moment.states, this.#moods.presence, life, head);
    this.#corners.addTo(life, moment.timeSec);
    this.#brows.addTo(life, moment);
    readMouth(moment.timeSec, moment.cues, mouth);
  }

  #moveHead(moment: Moment, { head, breath }: FacePose): void {
    this.#sway.addTo(head, moment);
    this.#nods.addTo(head, moment);
    this.#looking.read(moment);
    scaleHead(head, this.#limits.headMotion);
    addGestures(moment.timeSec, moment.cues, head, this.#wink);
    head.yaw += this.#looking.head.yaw;
    head.pitch += this.#looking.head.pitch - BREATH_TIP * breath;
    head.y += BREATH_LIFT_M * breath;
    limitHead(head, this.#limits.headTurn);
  }

  #readContext(moment: Moment): void {
    const context = this.#context;
    const { life } = this.#layers;
    const blink = this.#blink.at(moment);
    const { left, cheek } = this.#wink;
    context.speech = moment.speech;
    context.blinkRight = blink;
    context.blinkLeft = blink + (1 - blink) * clamp(left);
    life[ARKIT_INDEX.cheekSquintLeft]! += 0.5 * cheek;
    life[ARKIT_INDEX.mouthSmileLeft]! += 0.22 * cheek;
  }
}

function clearHead(head: HeadPose): void {
  head.pitch = head.yaw = head.roll = head.x = head.y = head.z = 0;
}

function scaleHead(head: HeadPose, scale: number): void {
  head.pitch *= scale;
  head.yaw *= scale;
  head.roll *= scale;
  head.x *= scale;
  head.y *= scale;
  head.z *= scale;
}

function limitHead(head: HeadPose, turn: number): void {
  head.pitch = softLimitBoth(head.pitch, turn);
  head.yaw = softLimitBoth(head.yaw, turn);
  head.roll = softLimitBoth(head.roll, turn);
  head.x = softLimitBoth(head.x, HEAD_REACH_M);
  head.y = softLimitBoth(head.y, HEAD_REACH_M);
  head.z = softLimitBoth(head.z, HEAD_REACH_M);
}
