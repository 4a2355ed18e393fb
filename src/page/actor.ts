import {
  createFacePose,
  CueLog,
  Face,
  loudnessFromRms,
  loudnessToMouth,
  type FacePose,
} from './face/index.ts';
import { LoudnessTimeline } from './lipsync/loudness.ts';
import type { SpeechSegment } from './input/index.ts';
import type { MediaTime } from './playback/index.ts';

export interface ActorOptions {
  /** Another seed makes another temperament. */
  readonly seed: number;
  /** What is heard at a time of the audio clock. */
  readonly mediaAt: (contextSec: number) => MediaTime | null;
}

/**
 * Knows what the face does at any moment of the audio clock: what is being said, from the timeline of
 * each segment, and what it is like to be alive meanwhile.
 */
export class Actor {
  readonly #face: Face;
  readonly #mediaAt: ActorOptions['mediaAt'];
  readonly #cues = new CueLog();
  readonly #pose = createFacePose();
  readonly #mouth = new Float32Array(this.#pose.weights.length);
  readonly #timelines = new Map<number, LoudnessTimeline>();

  constructor({ seed, mediaAt }: ActorOptions) {
    this.#face = new Face({ seed });
    this.#mediaAt = mediaAt;
  }

  /** Hears a segment's next samples before they are played. */
  hear(segment: SpeechSegment, samples: Float32Array): void {
    let timeline = this.#timelines.get(segment.id);
    if (!timeline) {
      timeline = new LoudnessTimeline(segment.sampleRateHz);
      this.#timelines.set(segment.id, timeline);
    }
    timeline.push(samples);
  }

  beginSpeech(nowSec: number): void {
    this.#cues.addPhrase(nowSec);
  }

  endSpeech(segment: SpeechSegment, nowSec: number): void {
    this.#timelines.delete(segment.id);
    this.#cues.endPhrase(nowSec);
  }

  /** What was being said is cut short. */
  interrupt(nowSec: number): void {
    if (this.#mediaAt(nowSec)) this.#cues.interrupt(nowSec);
  }

  setAgentState(state: string, nowSec: number): void {
    this.#cues.setState(state, nowSec);
  }

  /** The face at a time of the audio clock; overwritten by the next call. */
  poseAt(contextSec: number): FacePose {
    const media = this.#mediaAt(contextSec);
    const timeline = media && this.#timelines.get(media.segment);
    const loudness = timeline ? loudnessFromRms(timeline.rmsAt(media.mediaSec)) : 0;
    this.#cues.loudness = loudness;
    this.#cues.mouth = timeline ? this.#mouth : null;
    if (timeline) loudnessToMouth(loudness, media.mediaSec, this.#mouth);
    this.#cues.prune(contextSec);
    this.#face.evaluate(contextSec, this.#cues, this.#pose);
    return this.#pose;
  }
}
