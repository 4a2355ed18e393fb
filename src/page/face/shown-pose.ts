import { createFacePose, type FacePose } from './pose.ts';

/**
 * The least moves that one sees on a face a few hundred pixels tall: a twentieth of a blink, half a
 * pixel of an iris, of the crown and of the shoulders.
 */
const VISIBLE = { weight: 0.04, gazeRad: 0.012, headRad: 0.004, headM: 0.0008, breath: 0.25 };

/** Remembers the pose that was shown last and tells whether another one would look different. */
export class ShownPose {
  readonly #shown = createFacePose();
  #any = false;

  /** True when one could see a difference between `pose` and what is shown. */
  differsFrom(pose: FacePose): boolean {
    const { weights, head, gaze, breath } = this.#shown;
    return (
      !this.#any ||
      differ(gaze.yaw, pose.gaze.yaw, VISIBLE.gazeRad) ||
      differ(gaze.pitch, pose.gaze.pitch, VISIBLE.gazeRad) ||
      differ(head.pitch, pose.head.pitch, VISIBLE.headRad) ||
      differ(head.yaw, pose.head.yaw, VISIBLE.headRad) ||
      differ(head.roll, pose.head.roll, VISIBLE.headRad) ||
      differ(head.x, pose.head.x, VISIBLE.headM) ||
      differ(head.y, pose.head.y, VISIBLE.headM) ||
      differ(head.z, pose.head.z, VISIBLE.headM) ||
      differ(breath, pose.breath, VISIBLE.breath) ||
      pose.weights.some((weight, i) => differ(weight, weights[i]!, VISIBLE.weight))
    );
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

function differ(a: number, b: number, least: number): boolean {
  return Math.abs(a - b) > least;
}
