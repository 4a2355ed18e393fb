import type uPlot from 'uplot';
import type { Span } from './lane.ts';

const FONT = 'system-ui, "Segoe UI", Roboto, sans-serif';

/** Paints boxes, sticks and words at times of the axis. */
export class Painter {
  readonly #plot: uPlot;
  readonly #ctx: CanvasRenderingContext2D;
  readonly #span: Span;
  readonly #ratio = devicePixelRatio;
  /** Where the words at each height end, in pixels. */
  readonly #written = new Map<number, number>();

  constructor(plot: uPlot, span: Span) {
    this.#plot = plot;
    this.#ctx = plot.ctx;
    this.#span = span;
  }

  /** Runs `paint` with everything outside the lane's box cut off. */
  clipped(paint: () => void): void {
    const { left, top, width, height } = this.#plot.bbox;
    this.#ctx.save();
    this.#ctx.beginPath();
    this.#ctx.rect(left, top, width, height);
    this.#ctx.clip();
    paint();
    this.#ctx.restore();
  }

  x(sec: number): number {
    const { left, width } = this.#plot.bbox;
    const { fromSec, toSec } = this.#span;
    return left + (width * (sec - fromSec)) / (toSec - fromSec);
  }

  /** From 0 at the top to 1 at the bottom. */
  y(share: number): number {
    return this.#plot.bbox.top + this.#plot.bbox.height * share;
  }

  /** A box between two times and two heights; at least a pixel wide. */
  box(
    fromSec: number,
    toSec: number,
    top: number,
    bottom: number,
    colour: string,
    alpha = 1,
  ): void {
    const x = this.x(fromSec);
    this.#ctx.globalAlpha = alpha;
    this.#ctx.fillStyle = colour;
    this.#ctx.fillRect(
      x,
      this.y(top),
      Math.max(this.#ratio, this.x(toSec) - x),
      this.y(bottom) - this.y(top),
    );
    this.#ctx.globalAlpha = 1;
  }

  /** An upright line at a time. */
  stick(atSec: number, top: number, bottom: number, colour: string, widthPx = 1.5): void {
    this.#ctx.fillStyle = colour;
    const width = widthPx * this.#ratio;
    this.#ctx.fillRect(this.x(atSec) - width / 2, this.y(top), width, this.y(bottom) - this.y(top));
  }

  /**
   * Words beginning at a time; left out where they find no room before `untilSec`, or would cover words
   * at the same height.
   *
   * @returns whether they were painted.
   */
  text(atSec: number, share: number, text: string, colour: string, untilSec = Infinity): boolean {
    const ctx = this.#ctx;
    ctx.font = `${11 * this.#ratio}px ${FONT}`;
    const x = Math.max(this.x(atSec), this.#plot.bbox.left) + 3 * this.#ratio;
    const endX = x + ctx.measureText(text).width;
    if (endX > this.x(untilSec) || x < (this.#written.get(share) ?? 0)) return false;
    this.#written.set(share, endX);
    ctx.fillStyle = colour;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, x, this.y(share));
    return true;
  }
}
