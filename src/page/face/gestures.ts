import { GESTURE_NAMES, type GestureName } from '../../protocol/index.ts';
import type { FaceCues } from './cues.ts';
import { clamp, DEG, hump, smoothstep } from './ease.ts';
import { FaceError } from './face-error.ts';
import type { HeadPose } from './pose.ts';

export { GESTURE_NAMES, type GestureName };

/**
 * The name as one that is known.
 *
 * @throws {FaceError} `unknown_gesture`, listing those that are.
 */
export function requireGesture(name: string): GestureName {
  const known = GESTURE_NAMES.find((gesture) => gesture === name);
  if (known) return known;
  throw FaceError.unknownGesture(name, GESTURE_NAMES);
}

/** The longest of them; after that a gesture is forgotten. */
export const LONGEST_GESTURE_SEC = 2.6;

const NOD_SEC = 1.15;
const NOD_CYCLES = 2;
const NOD_DEPTH = 8.5 * DEG;
const SHAKE_SEC = 1.5;
const SHAKE_CYCLES = 2.5;
const SHAKE_REACH = 11 * DEG;

/** What the gestures do to the lids. */
export interface Wink {
  left: number;
  /** How much of the cheek rises below the eye that winks, 0 to 1. */
  cheek: number;
}

/** Adds the gestures under way to the head and says how far an eye is winked shut. */
export function addGestures(timeSec: number, cues: FaceCues, head: HeadPose, wink: Wink): void {
  wink.left = 0;
  wink.cheek = 0;
  for (const { atSec, name } of cues.gestures) {
    const elapsedSec = timeSec - atSec;
    if (elapsedSec <= 0 || elapsedSec > LONGEST_GESTURE_SEC) continue;
    addGesture(requireGesture(name), elapsedSec, head, wink);
  }
}

function addGesture(name: GestureName, elapsedSec: number, head: HeadPose, wink: Wink): void {
  if (name === 'nod') head.pitch += nod(elapsedSec);
  else if (name === 'shake') head.yaw += shake(elapsedSec);
  else if (name === 'tilt') head.roll += 9 * DEG * hump(elapsedSec, 0.5, 0.9, 0.9);
  else {
    wink.left = Math.max(wink.left, hump(elapsedSec, 0.12, 0.14, 0.26));
    wink.cheek = Math.max(wink.cheek, hump(elapsedSec, 0.18, 0.14, 0.4));
    head.roll += 3 * DEG * hump(elapsedSec, 0.25, 0.15, 0.5);
  }
}

/** Down, up a little, down again less. */
function nod(elapsedSec: number): number {
  const u = clamp(elapsedSec / NOD_SEC);
  const wave = Math.sin(2 * Math.PI * NOD_CYCLES * u) * 0.45 + 0.55 * Math.sin(Math.PI * u) ** 2;
  return NOD_DEPTH * wave * envelope(u) * (1 - 0.45 * u);
}

/** From side to side, dying away. */
function shake(elapsedSec: number): number {
  const u = clamp(elapsedSec / SHAKE_SEC);
  return SHAKE_REACH * Math.sin(2 * Math.PI * SHAKE_CYCLES * u) * envelope(u) * (1 - 0.5 * u);
}

/** Comes and goes without a jerk. */
function envelope(u: number): number {
  return smoothstep(u / 0.2) * smoothstep((1 - u) / 0.35);
}
