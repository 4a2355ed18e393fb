import { createFacePose, type FacePose } from '../../face/index.ts';
import type { History } from '../history/index.ts';

/** Between frames further apart than this, nothing is filled in. */
const FILLED_SEC = 0.1;

/**
 * The face at a moment of the axis, as it was drawn; between two frames, on the way from one to the next.
 *
 * @returns undefined where no face is known.
 */
export function faceAt(history: History, atSec: number): FacePose | undefined {
  const index = history.frameIndexAt(atSec);
  const frame = history.frames[index];
  const next = history.frames[index + 1];
  if (!frame?.face) return undefined;
  const { weights, head, gaze, breath } = structuredClone(frame.face);
  const pose: FacePose = { ...createFacePose(), weights, head, gaze, breath };
  pose.timeSec = frame.clockSec + atSec - frame.atSec;
  if (!next?.face || next.atSec - frame.atSec > FILLED_SEC) return pose;
  const share = (atSec - frame.atSec) / (next.atSec - frame.atSec);
  const mix = (from: number, to: number) => from + share * (to - from);
  pose.weights.forEach((weight, i) => (pose.weights[i] = mix(weight, next.face!.weights[i]!)));
  for (const key of ['pitch', 'yaw', 'roll', 'x', 'y', 'z'] as const) {
    pose.head[key] = mix(pose.head[key], next.face.head[key]);
  }
  for (const key of ['pitch', 'yaw'] as const)
    pose.gaze[key] = mix(pose.gaze[key], next.face.gaze[key]);
  pose.breath = mix(pose.breath, next.face.breath);
  return pose;
}
