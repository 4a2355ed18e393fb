const PERIOD_MS = 50;

/** Keeps the page's thread busy for a share of the time, as other work would. */
export class CpuLoad {
  share = 0;
  readonly #timer = setInterval(() => this.#spin(), PERIOD_MS);

  close(): void {
    clearInterval(this.#timer);
  }

  #spin(): void {
    const endMs = performance.now() + this.share * PERIOD_MS;
    while (performance.now() < endMs);
  }
}
