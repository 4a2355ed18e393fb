import type { CharacterLimits } from './character.ts';
import { clamp, DEG, lerp, minimumJerk, smoothstep } from './ease.ts';
import { Fixations } from './fixations.ts';
import { Microsaccades } from './microsaccades.ts';
import type { Moment } from './moment.ts';
import type { Gaze, HeadPose } from './pose.ts';

/**
 * Saccades last 21 ms and 2.2 ms more for each degree (Carpenter 1988; the main sequence of
 * Bahill, Clark and Stark 1975).
 */
const SACCADE_BASE_SEC = 0.021;
const SACCADE_SEC_PER_DEG = 0.0022;

/**
 * Small shifts are made by the eyes alone, in larger ones the head takes part, later and more
 * slowly, while the eyes turn back against it (Freedman and Sparks 1997; Guitton 1992).
 */
const HEAD_SHARE = 0.35;
const HEAD_FROM_DEG = 3;
const HEAD_FULL_DEG = 10;
const HEAD_LAG_SEC = 0.04;
const HEAD_BASE_SEC = 0.42;
const HEAD_SEC_PER_DEG = 0.014;
const LONGEST_SEC = 1.2;

/** Eyes that look about, and a head that goes with them. */
export class Looking {
  readonly #fixations: Fixations;
  readonly #microsaccades: Microsaccades;
  /** Where the eyes point as the viewer sees it, whatever the head does. */
  readonly world: Gaze = { yaw: 0, pitch: 0 };
  /** How far the head has turned towards it. */
  readonly head: Gaze = { yaw: 0, pitch: 0 };

  constructor(seed: number) {
    this.#fixations = new Fixations(seed);
    this.#microsaccades = new Microsaccades(seed);
  }

  read({ timeSec, cues }: Moment): void {
    const fixations = this.#fixations;
    fixations.find(timeSec, timeSec - LONGEST_SEC, cues);
    const oldest = fixations.get(fixations.count - 1).target;
    set(this.world, oldest, 1);
    set(this.head, oldest, headShare(oldest));
    for (let i = fixations.count - 2; i >= 0; i--) {
      const { startSec, target } = fixations.get(i);
      this.#shift(fixations.get(i + 1).target, target, timeSec - startSec);
    }
    this.#microsaccades.addTo(this.world, timeSec);
  }

  /** Each shift leaves from wherever the one before has got to, so that none can jump. */
  #shift(from: Gaze, to: Gaze, elapsedSec: number): void {
    const sizeDeg = Math.hypot(to.yaw - from.yaw, to.pitch - from.pitch) / DEG;
    const eyes = minimumJerk(elapsedSec / (SACCADE_BASE_SEC + SACCADE_SEC_PER_DEG * sizeDeg));
    const headSec = HEAD_BASE_SEC + HEAD_SEC_PER_DEG * sizeDeg;
    const head = minimumJerk((elapsedSec - HEAD_LAG_SEC) / headSec);
    const share = headShare(to);
    this.world.yaw = lerp(this.world.yaw, to.yaw, eyes);
    this.world.pitch = lerp(this.world.pitch, to.pitch, eyes);
    this.head.yaw = lerp(this.head.yaw, to.yaw * share, head);
    this.head.pitch = lerp(this.head.pitch, to.pitch * share, head);
  }

  /**
   * Turns the eyes within `head` so that they keep to their target whatever the head does, as the
   * vestibulo-ocular reflex has it.
   */
  eyesWithin(head: HeadPose, limits: CharacterLimits, out: Gaze): void {
    out.yaw = clamp(this.world.yaw - head.yaw, -limits.eyeYaw, limits.eyeYaw);
    out.pitch = clamp(this.world.pitch - head.pitch, -limits.eyePitch, limits.eyePitch);
  }
}

function headShare(target: Gaze): number {
  const sizeDeg = Math.hypot(target.yaw, target.pitch) / DEG;
  return HEAD_SHARE * smoothstep((sizeDeg - HEAD_FROM_DEG) / (HEAD_FULL_DEG - HEAD_FROM_DEG));
}

function set(out: Gaze, target: Gaze, share: number): void {
  out.yaw = target.yaw * share;
  out.pitch = target.pitch * share;
}
