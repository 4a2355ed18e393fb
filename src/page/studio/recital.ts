import { Actor } from '../actor.ts';
import type { FacePose } from '../face/index.ts';
import { SpeechSegment } from '../input/index.ts';
import type { LipsyncModel, WavSound } from '../lipsync/index.ts';

const SEGMENT = 1;

/** A head that says a recording, by its own clock instead of that of a sound device. */
export class Recital {
  readonly #actor: Actor;

  /** @param startSec when the recording starts; until then the head listens, after it as well. */
  constructor(options: {
    readonly seed: number;
    readonly sound: WavSound;
    readonly model: LipsyncModel;
    readonly startSec: number;
  }) {
    const { seed, sound, model, startSec } = options;
    const { samples, sampleRateHz } = sound;
    const endSec = startSec + samples.length / sampleRateHz;
    this.#actor = new Actor({
      seed,
      mediaAt: (timeSec) =>
        timeSec >= startSec && timeSec < endSec
          ? { segment: SEGMENT, mediaSec: timeSec - startSec, moving: true }
          : null,
    });
    this.#actor.setAgentState('listening', startSec - 60);
    this.#actor.setAgentState('speaking', startSec);
    this.#actor.setAgentState('listening', endSec);
    this.#actor.hear(new SpeechSegment(SEGMENT, sampleRateHz), samples, true, model);
  }

  /** The face at a time; ask in order. Overwritten by the next call. */
  poseAt(timeSec: number): FacePose {
    this.#actor.poseAt(timeSec);
    return this.#actor.pose;
  }
}
