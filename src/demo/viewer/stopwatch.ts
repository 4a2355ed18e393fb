/** Quiet this long is no gap before a plosive: what comes then is something else. */
const SILENCE_MS = 150;
/** Whoever speaks pauses this long between two sentences, and is still speaking: silence lasts longer. */
const PAUSE_MS = 600;

/** Times from what a person does to what they hear of it. */
export class Stopwatch {
  #interruptedMs: number | undefined;
  #askedMs: number | undefined;
  /** Undefined while there is sound, and until anything was told. */
  #quietSinceMs: number | undefined;
  #untilSilenceMs: number | undefined;
  #untilAnswerMs: number | undefined;

  /** From the last interruption to the silence that followed. */
  get untilSilenceMs(): number | undefined {
    return this.#untilSilenceMs;
  }

  /** From the last text to the first sound of its answer. */
  get untilAnswerMs(): number | undefined {
    return this.#untilAnswerMs;
  }

  /** The person interrupts. Where there is silence already, there is nothing to measure. */
  interrupt(nowMs: number): void {
    const quietMs = this.#quietSinceMs === undefined ? 0 : nowMs - this.#quietSinceMs;
    this.#interruptedMs = quietMs < PAUSE_MS ? nowMs : undefined;
  }

  /** The person sends a text. */
  ask(nowMs: number): void {
    this.#askedMs = nowMs;
  }

  /** To be told again and again whether something is heard. */
  hear(isAudible: boolean, nowMs: number): void {
    if (isAudible) this.#onSound(nowMs);
    else this.#onQuiet(nowMs);
  }

  /** What is still being said is not the answer: that comes after a pause. */
  #onSound(nowMs: number): void {
    const quietMs = this.#quietSinceMs === undefined ? 0 : nowMs - this.#quietSinceMs;
    this.#quietSinceMs = undefined;
    if (this.#askedMs === undefined || quietMs < SILENCE_MS) return;
    this.#untilAnswerMs = nowMs - this.#askedMs;
    this.#askedMs = undefined;
  }

  #onQuiet(nowMs: number): void {
    this.#quietSinceMs ??= nowMs;
    if (this.#interruptedMs === undefined || nowMs - this.#quietSinceMs < PAUSE_MS) return;
    this.#untilSilenceMs = Math.max(0, this.#quietSinceMs - this.#interruptedMs);
    this.#interruptedMs = undefined;
  }
}
