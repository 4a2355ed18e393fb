import { createFacePose, type FacePose } from './pose.ts';

/**
 * The least moves that one sees on a face a few hundred pixels tall: a twentieth of a blink, half a
 * pixel of an iris, of the crown and of the shoulders.
 */
const VISIBLE = { weight: 0.04, gazeRad: 0.012, headRad: 0.004, headM: 0.0008, breath: 0.25 };

/** Remembers the pose that was shown last and tells how different another one would look. */
export class ShownPose {
  readonly #shown = createFacePose();
  #any = false;

  /** How far `pose` is from what is shown: from 1 on, one could see the difference. Infinite when nothing is shown yet. */
  differenceTo({ weights, head, gaze, breath }: FacePose): number {
    if (!this.#any) return Infinity;
    const shown = this.#shown;
    let most = Math.max(
      Math.abs(gaze.yaw - shown.gaze.yaw) / VISIBLE.gazeRad,
      Math.abs(gaze.pitch - shown.gaze.pitch) / VISIBLE.gazeRad,
      Math.abs(head.pitch - shown.head.pitch) / VISIBLE.headRad,
      Math.abs(head.yaw - shown.head.yaw) / VISIBLE.headRad,
      Math.abs(head.roll - shown.head.roll) / VISIBLE.headRad,
      Math.abs(head.x - shown.head.x) / VISIBLE.headM,
      Math.abs(head.y - shown.head.y) / VISIBLE.headM,
      Math.abs(head.z - shown.head.z) / VISIBLE.headM,
      Math.abs(breath - shown.breath) / VISIBLE.breath,
    );
    for (let i = 0; i < weights.length; i++) {
      most = Math.max(most, Math.abs(weights[i]! - shown.weights[i]!) / VISIBLE.weight);
    }
    return most;
  }

  /** This pose is shown from now on. */
  show(pose: FacePose): void {
    this.#any = true;
    this.#shown.weights.set(pose.weights);
    Object.assign(this.#shown.head, pose.head);
    Object.assign(this.#shown.gaze, pose.gaze);
    this.#shown.breath = pose.breath;
  }
}
