import type { VisemeTimeline } from './timeline.ts';
import { FRAME_HZ } from './visemes.ts';

/** A stretch of speech between two pauses that one hears, in seconds of the segment. */
export interface SpokenPhrase {
  readonly startSec: number;
  readonly endSec: number;
}

/** A stressed syllable. */
export interface StressedSyllable {
  readonly mediaSec: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** Below this share of the voice's own loudness it is silent. */
const SILENT = 0.12;
/** A silence this long ends a phrase; the closure of a stop consonant is shorter. */
const PAUSE_FRAMES = 18;
/** A syllable is stressed when it is the loudest within this many frames to either side. */
const STRESS_FRAMES = 22;
/** And louder than this. */
const STRESSED = 0.55;

/** Follows a timeline as it grows and tells phrases and stressed syllables, each once. */
export class Prosody {
  readonly #timeline: VisemeTimeline;
  #frame = 0;
  #phraseStart: number | undefined;
  #lastSpoken = 0;
  #stressFrame = STRESS_FRAMES;

  constructor(timeline: VisemeTimeline) {
    this.#timeline = timeline;
  }

  /** Phrases that have ended since the last call; the last one too when `ended`. */
  takePhrases(ended: boolean): SpokenPhrase[] {
    const phrases: SpokenPhrase[] = [];
    for (; this.#frame < this.#timeline.length; this.#frame++) {
      if (this.#loudness(this.#frame) > SILENT) {
        this.#phraseStart ??= this.#frame;
        this.#lastSpoken = this.#frame;
      } else if (this.#frame - this.#lastSpoken >= PAUSE_FRAMES) this.#endPhrase(phrases);
    }
    if (ended) this.#endPhrase(phrases);
    return phrases;
  }

  /** Stressed syllables that have become certain since the last call. */
  takeStresses(): StressedSyllable[] {
    const stresses: StressedSyllable[] = [];
    for (; this.#stressFrame + STRESS_FRAMES < this.#timeline.length; this.#stressFrame++) {
      const strength = this.#loudness(this.#stressFrame);
      if (strength < STRESSED || !this.#isPeak(strength)) continue;
      stresses.push({ mediaSec: this.#stressFrame / FRAME_HZ, strength });
      this.#stressFrame += STRESS_FRAMES;
    }
    return stresses;
  }

  #isPeak(strength: number): boolean {
    for (let away = 1; away <= STRESS_FRAMES; away++) {
      if (this.#loudness(this.#stressFrame - away) > strength) return false;
      if (this.#loudness(this.#stressFrame + away) > strength) return false;
    }
    return true;
  }

  #endPhrase(phrases: SpokenPhrase[]): void {
    if (this.#phraseStart === undefined) return;
    phrases.push({
      startSec: this.#phraseStart / FRAME_HZ,
      endSec: (this.#lastSpoken + 1) / FRAME_HZ,
    });
    this.#phraseStart = undefined;
  }

  #loudness(frame: number): number {
    return this.#timeline.loudness(frame / FRAME_HZ);
  }
}
