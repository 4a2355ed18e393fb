/** An error beyond this is no jitter: the clock jumped, or nobody looked for a while. */
const JUMP_SEC = 0.08;
/** Share of an error that one reading corrects: jitter is averaged over about a second of frames. */
const GAIN = 0.05;

/**
 * The voice's time as a steady clock. What an AudioContext tells moves in steps (a quantum, or a device
 * buffer of 10 ms and more); between two readings the page's own clock goes on, and the two are held
 * together by small corrections.
 */
export class AudioTime {
  #lastNowMs = Number.NaN;
  #estimateSec = 0;

  /**
   * @param nowMs `performance.now()`.
   * @param clockSec what the voice's clock tells now.
   * @returns the same without steps.
   */
  read(nowMs: number, clockSec: number): number {
    const predictedSec = this.#estimateSec + (nowMs - this.#lastNowMs) / 1000;
    const errorSec = clockSec - predictedSec;
    this.#lastNowMs = nowMs;
    const steady = Math.abs(errorSec) <= JUMP_SEC;
    this.#estimateSec = steady ? predictedSec + GAIN * errorSec : clockSec;
    return this.#estimateSec;
  }
}
