/** Two seconds of frames: what one reading is wrong by is not seen in the middle one of so many. */
const READINGS = 60;

/**
 * The one axis of everything that is shown: seconds since the first event, by the page's clock. Puts
 * times of the audio clock on it, whose reading moves in steps that are evened out here.
 */
export class Axis {
  #originMs: number | undefined;
  readonly #offsets: number[] = [];
  #offsetSec: number | undefined;

  /** Seconds on the axis. The first time that is asked for becomes its zero. */
  ofPage(atMs: number): number {
    this.#originMs ??= atMs;
    return (atMs - this.#originMs) / 1000;
  }

  /** Learns that both clocks were read together. */
  pair(atMs: number, clockSec: number): void {
    this.#offsets.push(this.ofPage(atMs) - clockSec);
    if (this.#offsets.length > READINGS) this.#offsets.shift();
    const sorted = this.#offsets.toSorted((a, b) => a - b);
    this.#offsetSec = sorted[sorted.length >> 1];
  }

  /** Seconds on the axis of a time of the audio clock; undefined before the two were ever paired. */
  ofAudio(clockSec: number): number | undefined {
    return this.#offsetSec === undefined ? undefined : clockSec + this.#offsetSec;
  }
}
