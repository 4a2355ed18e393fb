import { BAND_COUNT, INPUT_COUNT } from './mel-bands.ts';

/** Constants of `tools/lipsync/features.py`, in nats of energy and frames of 10 ms. */
const ACTIVE_RANGE = 6;
const PEAK_DECAY = 0.004;
const QUIETEST_PEAK = -13;
const PRIOR_WEIGHT = 20;
const MEMORY_FRAMES = 400;
const SCALE = 2.5;
const LIMIT = 3;
/** 30 dB in nats of energy: from the loudest of a voice to what no longer moves a jaw. */
const LOUDNESS_RANGE = 6.9;
/** A peak of 30 dB below full scale; what stays below that is quiet, whoever speaks. */
const QUIET_PEAK = -6.9;

/** What is remembered of a voice, for its next segment. */
export interface KnownVoice {
  /** Its average log-mel bands. */
  readonly mean: Float64Array;
  /** Frames that the average stands on. */
  readonly weight: number;
  /** Its loudest, in nats of energy. */
  readonly peak: number;
}

/**
 * Takes the voice, the microphone and the level out of log-mel frames: each band is measured against
 * its running average over loud frames, the level against its running peak.
 */
export class SpeakerNorm {
  /** Input of the network for the last frame. */
  readonly inputs = new Float32Array(INPUT_COUNT);
  /** How loud the last frame was for this voice, 0 to 1. */
  loudness = 0;
  readonly #mean: Float64Array;
  readonly #bandCount: number;
  #weight: number;
  #peak: number;

  /** @param voice where to begin instead of at the average voice. */
  constructor(prior: Float32Array, bandCount: number, voice?: KnownVoice) {
    this.#mean = Float64Array.from(voice?.mean ?? prior);
    this.#weight = voice?.weight ?? PRIOR_WEIGHT;
    this.#peak = voice?.peak ?? QUIETEST_PEAK;
    this.#bandCount = bandCount;
  }

  /** The voice as it is known by now; a copy. */
  get voice(): KnownVoice {
    return { mean: this.#mean.slice(), weight: this.#weight, peak: this.#peak };
  }

  /** @param logs the frame's log-mel bands, of which the first `bandCount` count. */
  take(logs: Float64Array): void {
    const level = this.#levelOf(logs);
    this.#peak = Math.max(level, this.#peak - PEAK_DECAY, QUIETEST_PEAK);
    if (level > this.#peak - ACTIVE_RANGE) this.#learn(logs);
    for (let i = 0; i < this.#bandCount; i++) {
      this.inputs[i] = limit((logs[i]! - this.#mean[i]!) / SCALE);
    }
    this.inputs[BAND_COUNT] = limit((level - this.#peak) / SCALE + 1);
    this.loudness = Math.max(0, 1 + (level - Math.max(this.#peak, QUIET_PEAK)) / LOUDNESS_RANGE);
  }

  #levelOf(logs: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < this.#bandCount; i++) sum += Math.exp(logs[i]!);
    return Math.log(sum);
  }

  #learn(logs: Float64Array): void {
    this.#weight = Math.min(this.#weight + 1, MEMORY_FRAMES);
    for (let i = 0; i < this.#bandCount; i++) {
      this.#mean[i] = this.#mean[i]! + (logs[i]! - this.#mean[i]!) / this.#weight;
    }
  }
}

function limit(value: number): number {
  return Math.max(-LIMIT, Math.min(LIMIT, value));
}
