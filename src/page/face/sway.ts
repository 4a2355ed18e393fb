import { DEG } from './ease.ts';
import { deriveSeed, smoothNoise } from './noise.ts';
import type { Moment } from './moment.ts';
import type { HeadPose } from './pose.ts';

/**
 * One way the head drifts: at rest and added in speech. While people talk their heads are hardly
 * ever still (Hadar et al. 1983, Human Movement Science 2:35), mostly below 2 Hz; at rest they
 * drift by a degree and some millimetres at a fraction of that pace. How far heads go in speech
 * depends on the feeling in it (Busso et al. 2007, IEEE Transactions on Audio, Speech and Language
 * Processing 15:1075); the reach here is set by eye, for a calm speaker.
 */
interface Drift {
  readonly axis: keyof HeadPose;
  readonly rest: number;
  readonly speech: number;
}

const DRIFTS: readonly Drift[] = [
  { axis: 'pitch', rest: 1.3 * DEG, speech: 3 * DEG },
  { axis: 'yaw', rest: 2.2 * DEG, speech: 5 * DEG },
  { axis: 'roll', rest: 1.4 * DEG, speech: 3 * DEG },
  { axis: 'x', rest: 0.004, speech: 0.004 },
  { axis: 'y', rest: 0.0015, speech: 0.002 },
  { axis: 'z', rest: 0.004, speech: 0.005 },
];

/**
 * Bends per second: a slow drift of the whole posture, the sway upon it, a finer one that keeps
 * the turning points of both from looking frozen, and that of speech.
 */
const POSTURE_HZ = 0.11;
const SWAY_HZ = 0.52;
const FINE_HZ = 1.2;
const SPEECH_HZ = 1.3;

/** Head movement that nobody means. */
export class Sway {
  readonly #seeds: readonly number[];

  constructor(seed: number) {
    this.#seeds = DRIFTS.map(({ axis }) => deriveSeed(seed, `sway ${axis}`));
  }

  addTo(head: HeadPose, { timeSec, speech }: Moment): void {
    for (let i = 0; i < DRIFTS.length; i++) {
      const drift = DRIFTS[i]!;
      const seed = this.#seeds[i]!;
      const slow = 0.8 * smoothNoise(seed, timeSec * POSTURE_HZ);
      const calm = 0.6 * smoothNoise(seed + 1, timeSec * SWAY_HZ);
      const fine = 0.32 * smoothNoise(seed + 3, timeSec * FINE_HZ);
      const lively = speech === 0 ? 0 : smoothNoise(seed + 2, timeSec * SPEECH_HZ);
      head[drift.axis] += drift.rest * (slow + calm + fine) + drift.speech * speech * lively;
    }
  }
}
