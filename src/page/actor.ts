import { createFacePose, CueLog, Face, ShownPose, type FacePose } from './face/index.ts';
import type { ExpressRequest } from '../protocol/index.ts';
import type { SpeechSegment } from './input/index.ts';
import { MouthShaper, VISEME_INDEX, type KnownVoice, type LipsyncModel } from './lipsync/index.ts';
import type { MediaTime } from './playback/index.ts';
import { SpokenLine } from './spoken-line.ts';

export interface ActorOptions {
  /** Another seed makes another temperament. */
  readonly seed: number;
  /** What is heard at a time of the audio clock. */
  readonly mediaAt: (clockSec: number) => MediaTime | null;
}

/** What a face says at a moment. */
interface Spoken {
  readonly line: SpokenLine;
  readonly media: MediaTime;
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
  readonly #shown = new ShownPose();
  readonly #shaper = new MouthShaper();
  readonly #mouth = new Float32Array(this.#pose.weights.length);
  readonly #lines = new Map<number, SpokenLine>();
  #voice: KnownVoice | undefined;
  #spoken: Spoken | undefined;

  constructor({ seed, mediaAt }: ActorOptions) {
    this.#face = new Face({ seed });
    this.#mediaAt = mediaAt;
  }

  /** Hears a segment's next samples before they are played. */
  hear(segment: SpeechSegment, samples: Float32Array, last: boolean, model: LipsyncModel): void {
    let line = this.#lines.get(segment.id);
    if (!line) this.#lines.set(segment.id, (line = new SpokenLine(segment, model, this.#voice)));
    line.hear(samples, last);
    this.#voice = line.voice;
  }

  /** The segment is over. */
  forget(segment: SpeechSegment, nowSec: number): void {
    this.#lines.delete(segment.id);
    this.#cues.endPhrase(nowSec);
  }

  /** What was being said is cut short. */
  interrupt(nowSec: number): void {
    if (this.#mediaAt(nowSec)) this.#cues.interrupt(nowSec);
    this.#lines.clear();
  }

  setAgentState(state: string, nowSec: number): void {
    this.#cues.setState(state, nowSec);
  }

  /**
   * Shows a mood.
   *
   * @throws {FaceError} for an unknown one, naming the known ones.
   */
  express({ expression, intensity, durationSec }: ExpressRequest, nowSec: number): void {
    this.#cues.express(expression, nowSec, intensity, durationSec);
  }

  /**
   * Makes a gesture.
   *
   * @throws {FaceError} for an unknown one, naming the known ones.
   */
  gesture(name: string, nowSec: number): void {
    this.#cues.gesture(name, nowSec);
  }

  /** The face at the time last given to {@link poseAt}. */
  get pose(): FacePose {
    return this.#pose;
  }

  /**
   * Takes up the face of a time of the audio clock.
   *
   * @returns how different it looks from the face last {@link shown}: from 1 on, one sees that it has
   *   moved. Infinite for a speaking face, from the moment on that it has something to say.
   */
  poseAt(clockSec: number): number {
    const media = this.#mediaAt(clockSec);
    const line = media ? this.#lines.get(media.segment) : undefined;
    this.#spoken = media && line ? { line, media } : undefined;
    if (this.#spoken) this.#speak(this.#spoken, clockSec);
    else this.#rest();
    this.#cues.prune(clockSec);
    this.#face.evaluate(clockSec, this.#cues, this.#pose);
    return this.#lines.size > 0 ? Infinity : this.#shown.differenceTo(this.#pose);
  }

  /** The pose has been drawn. */
  shown(): void {
    this.#shown.show(this.#pose);
  }

  /** What the last pose says: which segment, and where in it. Undefined at rest. */
  get spoken(): MediaTime | undefined {
    return this.#spoken?.media;
  }

  /** The 15 viseme weights of the last pose, by which it can be understood. */
  readVisemes(out: Float32Array): void {
    if (this.#spoken) return this.#spoken.line.timeline.sample(this.#spoken.media.mediaSec, out);
    out.fill(0);
    out[VISEME_INDEX.sil] = 1;
  }

  #speak({ line, media: { mediaSec } }: Spoken, clockSec: number): void {
    line.cue(this.#cues, mediaSec, clockSec - mediaSec);
    this.#shaper.shape(line.timeline, mediaSec, this.#mouth);
    this.#cues.mouth = this.#mouth;
    this.#cues.loudness = line.timeline.loudness(mediaSec);
  }

  #rest(): void {
    this.#cues.mouth = null;
    this.#cues.loudness = 0;
  }
}
