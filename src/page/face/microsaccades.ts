import { DEG, lerp, minimumJerk } from './ease.ts';
import { deriveSeed, smoothNoise, uniform } from './noise.ts';
import type { Gaze } from './pose.ts';
import { Rhythm } from './rhythm.ts';

/**
 * One to two a second, below one degree (Rolfs 2009, Vision Research 49:2415; Martinez-Conde et
 * al. 2013, Nature Reviews Neuroscience 14:83), some 20 to 30 ms each.
 */
const MEAN_INTERVAL_SEC = 0.7;
const INTERVAL_SPREAD = 0.45;
const DURATION_SEC = 0.025;
/** Offsets lie within this distance of the target, so two are less than a degree apart. */
const REACH = 0.3 * DEG;
/** Between microsaccades the eye drifts. */
const DRIFT = 0.06 * DEG;
const DRIFT_HZ = 1.7;

/** The unrest of an eye that looks at one point. */
export class Microsaccades {
  readonly #seed: number;
  readonly #rhythm: Rhythm;
  readonly #from: Gaze = { yaw: 0, pitch: 0 };
  readonly #to: Gaze = { yaw: 0, pitch: 0 };

  constructor(seed: number) {
    this.#seed = deriveSeed(seed, 'microsaccades');
    this.#rhythm = new Rhythm(this.#seed, MEAN_INTERVAL_SEC, INTERVAL_SPREAD);
  }

  addTo(gaze: Gaze, timeSec: number): void {
    const rhythm = this.#rhythm;
    rhythm.seek(timeSec);
    const u = minimumJerk((timeSec - rhythm.startSec) / DURATION_SEC);
    this.#offset(rhythm.id, this.#to);
    rhythm.previous();
    this.#offset(rhythm.id, this.#from);
    gaze.yaw += lerp(this.#from.yaw, this.#to.yaw, u);
    gaze.pitch += lerp(this.#from.pitch, this.#to.pitch, u);
    gaze.yaw += DRIFT * smoothNoise(this.#seed + 1, timeSec * DRIFT_HZ);
    gaze.pitch += DRIFT * smoothNoise(this.#seed + 2, timeSec * DRIFT_HZ);
  }

  #offset(id: number, out: Gaze): void {
    const reach = REACH * Math.sqrt(uniform(this.#seed, id, 201));
    const angle = 2 * Math.PI * uniform(this.#seed, id, 202);
    // Microsaccades are mostly horizontal.
    out.yaw = reach * Math.cos(angle);
    out.pitch = 0.6 * reach * Math.sin(angle);
  }
}
