import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { History } from '../history/index.ts';
import type { Lane, LaneScene, Span } from './lane.ts';
import { LANES } from './lanes.ts';
import { Painter } from './paint.ts';
import { readTheme, type Theme } from './theme.ts';

const AXIS_WIDTH_PX = 52;
const TIME_AXIS_PX = 24;
/** A drag of less than this is a click. */
const LEAST_DRAG_PX = 6;

export interface TimelineHandlers {
  /** A moment was clicked. */
  onPick(atSec: number): void;
  /** A stretch was chosen by dragging over it. */
  onZoom(span: Span): void;
  /** The wheel was turned: a factor for the stretch in sight. */
  onScale(factor: number): void;
}

/**
 * The timeline: lanes above each other on one axis. Each is a uPlot, which has the curves, axes, cursor
 * and selection; what is no curve (bytes, words, visemes) is painted into it.
 */
export class Timeline {
  readonly #root: HTMLElement;
  readonly #handlers: TimelineHandlers;
  readonly #resized: ResizeObserver;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  #plots: { readonly lane: Lane; readonly plot: uPlot }[] = [];
  #scene: LaneScene | undefined;
  #pickedSec: number | undefined;

  constructor(root: HTMLElement, handlers: TimelineHandlers) {
    this.#root = root;
    this.#handlers = handlers;
    this.#resized = new ResizeObserver(() => this.#resize());
    this.#resized.observe(root);
    this.#scheme.addEventListener('change', this.#build);
    root.addEventListener('wheel', this.#wheel, { passive: false });
    this.#build();
  }

  /** Shows a stretch of a history, with the picked moment marked. */
  draw(history: History, span: Span, pickedSec: number | undefined): void {
    this.#scene = { history, span, theme: this.#theme };
    this.#pickedSec = pickedSec;
    for (const { lane, plot } of this.#plots) {
      plot.batch(() => {
        plot.setData(lane.data(this.#scene!), false);
        plot.setScale('x', { min: span.fromSec, max: span.toSec });
      });
    }
  }

  close(): void {
    this.#resized.disconnect();
    this.#scheme.removeEventListener('change', this.#build);
    this.#root.removeEventListener('wheel', this.#wheel);
    for (const { plot } of this.#plots) plot.destroy();
  }

  #theme!: Theme;

  readonly #build = () => {
    for (const { plot } of this.#plots) plot.destroy();
    this.#theme = readTheme(this.#root);
    this.#plots = LANES.map((lane, i) => ({
      lane,
      plot: this.#createPlot(lane, i === LANES.length - 1),
    }));
  };

  readonly #wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    this.#handlers.onScale(event.deltaY + event.deltaX > 0 ? 1.25 : 0.8);
  };

  #createPlot(lane: Lane, isLast: boolean): uPlot {
    const { soft, line } = this.#theme;
    const font = '10.5px system-ui, "Segoe UI", Roboto, sans-serif';
    const axis = { stroke: soft, font, ticks: { show: false } };
    const plot = new uPlot(
      {
        width: this.#root.clientWidth,
        height: lane.heightPx + (isLast ? TIME_AXIS_PX : 0),
        padding: [4, 8, 2, 0],
        legend: { show: false },
        cursor: {
          sync: { key: 'timeline' },
          y: false,
          points: { show: false },
          drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG_PX },
        },
        scales: { x: { time: false }, y: { range: () => [...lane.range] as [number, number] } },
        axes: [
          {
            ...axis,
            show: true,
            size: isLast ? TIME_AXIS_PX : 0,
            grid: { stroke: line, width: 1 },
            values: (_, values) => values.map((value) => (isLast ? `${round(value)} s` : '')),
          },
          {
            ...axis,
            size: AXIS_WIDTH_PX,
            grid: { show: false },
            splits: () =>
              Object.keys(lane.ticks)
                .map(Number)
                .toSorted((a, b) => a - b),
            values: (_, values) => values.map((value) => lane.ticks[value] ?? ''),
          },
        ],
        series: [{}, ...lane.series(this.#theme)],
        hooks: {
          drawClear: [(self) => this.#paint(lane, self)],
          draw: [(self) => this.#paintPicked(self)],
          setSelect: [(self) => this.#select(self)],
        },
      },
      [[0, 1], ...lane.series(this.#theme).map(() => [null, null])],
      this.#root,
    );
    plot.root.dataset['lane'] = lane.id;
    const title = document.createElement('span');
    title.className = 'lane-title';
    title.textContent = lane.title;
    plot.root.append(title);
    plot.over.addEventListener('click', (event) => {
      if (plot.select.width < LEAST_DRAG_PX)
        this.#handlers.onPick(plot.posToVal(event.offsetX, 'x'));
    });
    return plot;
  }

  #paint(lane: Lane, plot: uPlot): void {
    if (!this.#scene || !lane.paint) return;
    const scene = this.#scene;
    new Painter(plot, scene.span).clipped(() => lane.paint!(plot, scene));
  }

  #paintPicked(plot: uPlot): void {
    if (!this.#scene || this.#pickedSec === undefined) return;
    const { span, theme } = this.#scene;
    const painter = new Painter(plot, span);
    painter.clipped(() => painter.stick(this.#pickedSec!, 0, 1, theme.ink, 1.5));
  }

  #select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < LEAST_DRAG_PX) return;
    const fromSec = plot.posToVal(left, 'x');
    const toSec = plot.posToVal(left + width, 'x');
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#handlers.onZoom({ fromSec, toSec });
  }

  #resize(): void {
    const width = this.#root.clientWidth;
    for (const { plot } of this.#plots) {
      if (plot.width !== width) plot.setSize({ width, height: plot.height });
    }
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
