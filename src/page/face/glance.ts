import type { AgentState } from './cues.ts';
import { clamp, DEG, lerp } from './ease.ts';
import { uniform } from './noise.ts';
import type { Gaze } from './pose.ts';

/**
 * Share of fixations that leave the viewer. In conversation, looks at the other last 3.1 s and
 * looks away 0.9 s while talking, 7.9 s and 0.4 s while listening (Lee, Badler and Badler 2002,
 * "Eyes Alive", from eye-tracked dialogue): with fixations of `FIXATION_SEC` that is the share
 * below. Thinkers look away to think (Glenberg et al. 1998, Memory & Cognition 26:651).
 */
const AWAY_SHARE: Readonly<Record<AgentState, number>> = {
  initializing: 0.15,
  idle: 0.3,
  listening: 0.055,
  thinking: 0.82,
  speaking: 0.21,
};

/** How far looks away go, in degrees; magnitudes fall off exponentially (Lee et al. 2002). */
const AWAY_DEG: Readonly<Record<AgentState, readonly [min: number, mean: number, max: number]>> = {
  initializing: [3, 6, 10],
  idle: [5, 9, 17],
  listening: [3, 5, 8],
  thinking: [13, 16, 22],
  speaking: [5, 8, 15],
};

/** On the viewer's face, seen from a metre: each eye and, less often, the mouth. */
const FACE_SPOTS = [
  { upTo: 0.42, yaw: 1.5 * DEG, pitch: -0.3 * DEG },
  { upTo: 0.84, yaw: -1.5 * DEG, pitch: -0.3 * DEG },
  { upTo: 1, yaw: 0, pitch: 2.2 * DEG },
] as const;

/** Decides whether a fixation with this name leaves the viewer. */
export function looksAway(seed: number, id: number, state: AgentState): boolean {
  return uniform(seed, id, 1) < AWAY_SHARE[state];
}

/** Points `out` at a spot of the viewer's face. */
export function lookAtViewer(seed: number, id: number, out: Gaze): void {
  const draw = uniform(seed, id, 2);
  const spot = FACE_SPOTS.find(({ upTo }) => draw < upTo) ?? FACE_SPOTS[0];
  out.yaw = spot.yaw + (uniform(seed, id, 3) - 0.5) * DEG;
  out.pitch = spot.pitch + (uniform(seed, id, 4) - 0.5) * DEG;
}

/**
 * Points `out` away from the viewer: to the side mostly, a little down in talk, and up to a side
 * when thinking.
 *
 * @param side −1 or 1 where the side is given, 0 where chance decides.
 */
export function lookAway(
  seed: number,
  id: number,
  state: AgentState,
  side: number,
  out: Gaze,
): void {
  const [min, mean, max] = AWAY_DEG[state];
  const exponential = -Math.log(1 - uniform(seed, id, 5));
  const size = clamp(min + (mean - min) * exponential, min, max) * DEG;
  const tilt = elevation(state, uniform(seed, id, 6));
  const toSide = side === 0 ? (uniform(seed, id, 7) < 0.5 ? -1 : 1) : side;
  out.yaw = toSide * size * Math.cos(tilt);
  out.pitch = -size * Math.sin(tilt);
}

/** Angle of a look away above the horizontal, in radians. */
function elevation(state: AgentState, draw: number): number {
  if (state === 'thinking') return lerp(20, 55, draw) * DEG;
  // Mostly level, sometimes well below, seldom above.
  return lerp(-50, 25, Math.sqrt(draw)) * DEG;
}
