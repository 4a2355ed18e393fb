import type { CueLog } from './face/index.ts';
import type { SpeechSegment } from './input/index.ts';
import {
  Prosody,
  SpeechAnalyser,
  type KnownVoice,
  type LipsyncModel,
  type SpokenPhrase,
  type StressedSyllable,
  type VisemeTimeline,
} from './lipsync/index.ts';

/** Brows rise and heads nod a little before the syllable that they go with. */
const CUE_AHEAD_SEC = 0.6;

/** One segment as the face will speak it: its visemes, phrases and stresses, by media time. */
export class SpokenLine {
  readonly #analyser: SpeechAnalyser;
  readonly #prosody: Prosody;
  readonly #phrases: SpokenPhrase[] = [];
  readonly #stresses: StressedSyllable[] = [];

  /** @param voice the speaker's voice as the last line knew it. */
  constructor({ sampleRateHz }: SpeechSegment, model: LipsyncModel, voice?: KnownVoice) {
    this.#analyser = new SpeechAnalyser({ sampleRateHz, model, voice });
    this.#prosody = new Prosody(this.#analyser.timeline);
  }

  /** The speaker's voice as it is known by now, for the next line. */
  get voice(): KnownVoice {
    return this.#analyser.voice;
  }

  get timeline(): VisemeTimeline {
    return this.#analyser.timeline;
  }

  /** Takes the segment's next samples, before they are heard. */
  hear(samples: Float32Array, last: boolean): void {
    this.#analyser.push(samples);
    if (last) this.#analyser.end();
    this.#phrases.push(...this.#prosody.takePhrases(last));
    this.#stresses.push(...this.#prosody.takeStresses());
  }

  /**
   * Tells the cues what is about to be heard.
   *
   * @param offsetSec adds to media time to make it the clock of the cues.
   */
  cue(cues: CueLog, mediaSec: number, offsetSec: number): void {
    const until = mediaSec + CUE_AHEAD_SEC;
    while (this.#phrases[0] && this.#phrases[0].startSec < until) {
      const { startSec, endSec } = this.#phrases.shift()!;
      cues.addPhrase(startSec + offsetSec, endSec + offsetSec);
    }
    while (this.#stresses[0] && this.#stresses[0].mediaSec < until) {
      const { mediaSec: at, strength } = this.#stresses.shift()!;
      cues.addAccent(at + offsetSec, strength);
    }
  }
}
