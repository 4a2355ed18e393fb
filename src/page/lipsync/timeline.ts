import { FRAME_HZ, VISEME_COUNT, VISEME_INDEX } from './visemes.ts';

/** What the sound says about the mouth, over media time. Reading it allocates nothing. */
export interface VisemeTimeline {
  /** Frames of 10 ms that will not change any more. */
  readonly length: number;
  /**
   * The 15 weights at `mediaSec`, interpolated; they add up to 1. Before the sound there is silence;
   * behind what is known the mouth eases into it.
   */
  sample(mediaSec: number, out: Float32Array): void;
  /** How loud the voice is against its own loudest, 0 to 1. */
  loudness(mediaSec: number): number;
  /** How sure it is that this is speech, 0 to 1. */
  confidence(mediaSec: number): number;
}

/** Numbers kept per frame: the visemes, loudness, confidence. */
const STRIDE = VISEME_COUNT + 2;
const LOUDNESS = VISEME_COUNT;
const CONFIDENCE = VISEME_COUNT + 1;
const INITIAL_FRAMES = 512;
/** Frames in which a mouth that nothing is known about comes to rest. */
const REST_FRAMES = 12;

/** Grows as sound comes; frames behind {@link length} may still be replaced. */
export class FrameTimeline implements VisemeTimeline {
  #values = new Float32Array(INITIAL_FRAMES * STRIDE);
  #final = 0;
  #known = 0;
  readonly #onUnknown: () => void;

  /** @param onUnknown called when a frame behind the final ones is asked for; may write guesses. */
  constructor(onUnknown: () => void = () => {}) {
    this.#onUnknown = onUnknown;
  }

  get length(): number {
    return this.#final;
  }

  /** Writes the next final frame from the network's logits. */
  append(logits: Float32Array, loudness: number): void {
    this.#write(this.#final++, logits, loudness);
    this.#known = Math.max(this.#known, this.#final);
  }

  /** Writes a guess `ahead` frames behind the final ones (0 is the first). */
  guess(ahead: number, logits: Float32Array, loudness: number): void {
    this.#write(this.#final + ahead, logits, loudness);
    this.#known = this.#final + ahead + 1;
  }

  sample(mediaSec: number, out: Float32Array): void {
    const at = this.#locate(mediaSec);
    for (let i = 0; i < VISEME_COUNT; i++) out[i] = this.#read(at, i);
    this.#rest(at, out);
  }

  loudness(mediaSec: number): number {
    const at = this.#locate(mediaSec);
    return this.#read(at, LOUDNESS) * (1 - this.#unknown(at));
  }

  confidence(mediaSec: number): number {
    const at = this.#locate(mediaSec);
    return this.#read(at, CONFIDENCE) * (1 - this.#unknown(at));
  }

  /** Place in frames; negative before the sound. */
  #locate(mediaSec: number): number {
    const at = mediaSec * FRAME_HZ;
    if (at > this.#final - 1) this.#onUnknown();
    return at;
  }

  #read(at: number, column: number): number {
    const last = this.#known - 1;
    if (last < 0) return column === VISEME_INDEX.sil ? 1 : 0;
    const low = Math.max(0, Math.min(last, Math.floor(at)));
    const high = Math.min(last, low + 1);
    const from = this.#values[low * STRIDE + column]!;
    const share = Math.max(0, Math.min(1, at - low));
    return from + share * (this.#values[high * STRIDE + column]! - from);
  }

  /** 0 where frames are known, 1 before the sound and where nothing has been for a while. */
  #unknown(at: number): number {
    if (at < 0) return Math.min(1, -at);
    return Math.max(0, Math.min(1, (at - (this.#known - 1)) / REST_FRAMES));
  }

  #rest(at: number, out: Float32Array): void {
    const share = this.#unknown(at);
    if (share === 0) return;
    for (let i = 0; i < VISEME_COUNT; i++) out[i] = out[i]! * (1 - share);
    out[VISEME_INDEX.sil] = out[VISEME_INDEX.sil]! + share;
  }

  #write(frame: number, logits: Float32Array, loudness: number): void {
    const start = frame * STRIDE;
    if (start + STRIDE > this.#values.length) this.#grow();
    softmax(logits, this.#values, start);
    this.#values[start + LOUDNESS] = loudness;
    this.#values[start + CONFIDENCE] = 1 / (1 + Math.exp(-logits[VISEME_COUNT]!));
  }

  #grow(): void {
    const larger = new Float32Array(2 * this.#values.length);
    larger.set(this.#values);
    this.#values = larger;
  }
}

function softmax(logits: Float32Array, out: Float32Array, start: number): void {
  let top = -Infinity;
  for (let i = 0; i < VISEME_COUNT; i++) top = Math.max(top, logits[i]!);
  let sum = 0;
  for (let i = 0; i < VISEME_COUNT; i++) sum += Math.exp(logits[i]! - top);
  for (let i = 0; i < VISEME_COUNT; i++) out[start + i] = Math.exp(logits[i]! - top) / sum;
}
