import { lerp, minimumJerk } from './ease.ts';
import type { FaceCues } from './cues.ts';

/**
 * An interrupted mouth is shut within two frames at 30 per second, as fast as lips close for a “p”: its
 * sound is gone at once, and a mouth that lingers looks as if it had gone on.
 */
const CLOSE_SEC = 0.05;

/**
 * The mouth layer of this moment: what the mouth stage says, or, just after an interruption, the
 * way from the mouth as it was to what it says now.
 *
 * @param out 52 weights; overwritten.
 */
export function readMouth(timeSec: number, cues: FaceCues, out: Float32Array): void {
  if (cues.mouth) out.set(cues.mouth);
  else out.fill(0);
  const last = lastInterruption(timeSec, cues);
  if (!last?.mouth || timeSec - last.atSec >= CLOSE_SEC) return;
  const u = minimumJerk((timeSec - last.atSec) / CLOSE_SEC);
  for (let i = 0; i < out.length; i++) out[i] = lerp(last.mouth[i]!, out[i]!, u);
}

function lastInterruption(timeSec: number, { interruptions }: FaceCues) {
  for (let i = interruptions.length - 1; i >= 0; i--) {
    if (interruptions[i]!.atSec <= timeSec) return interruptions[i];
  }
  return undefined;
}
