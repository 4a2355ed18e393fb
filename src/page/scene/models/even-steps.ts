/** As fine as springs need it, and the same at every frame rate. */
export const STEP_SEC = 1 / 60;
/** After a longer pause there is nothing to catch up with. */
const MOST_STEPS = 15;

/** Cuts time into even steps that lie at the same moments whatever the frames do. */
export class EvenSteps {
  #last: number | undefined;

  /**
   * How many steps there are since the last call; none at the first, nor back in time.
   *
   * @param timeSec on a clock that frames are drawn by.
   */
  until(timeSec: number): number {
    const now = Math.floor(timeSec / STEP_SEC + 1e-6);
    const steps = this.#last === undefined ? 0 : now - this.#last;
    this.#last = now;
    return Math.min(Math.max(steps, 0), MOST_STEPS);
  }
}
