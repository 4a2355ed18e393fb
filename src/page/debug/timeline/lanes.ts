import { ARKIT_INDEX } from '../../face/index.ts';
import { VISEMES } from '../../lipsync/index.ts';
import { framesIn, NO_CURVES, type Lane, type LaneScene } from './lane.ts';
import { Painter } from './paint.ts';

/** A chunk as large as agents make them fills the lane. */
const FULL_CHUNK_BYTES = 15_000;
/** A wait for bytes that one should see. */
const GAP_SEC = 0.3;
const JAW = ARKIT_INDEX.jawOpen;
/** Viewers notice sound that comes 45 ms before its picture or 125 ms after it (ITU-R BT.1359). */
const SKEW_RANGE_MS = 250;
const SKEW_EARLY_MS = -125;
const SKEW_LATE_MS = 45;
/** Fainter visemes are left out. */
const FAINT = 0.08;

const received: Lane = {
  id: 'received',
  title: 'Bytes received',
  heightPx: 52,
  range: [0, FULL_CHUNK_BYTES / 1000],
  ticks: { 10: '10 kB' },
  ...NO_CURVES,
  paint(plot, { history, theme, span }) {
    const painter = new Painter(plot, span);
    for (const segment of history.segments.values()) {
      const endSec = segment.closedSec ?? history.endSec;
      if (endSec < span.fromSec || segment.openedSec > span.toSec) continue;
      const colour = segment.problem ? theme.bad : theme.calm;
      painter.box(segment.openedSec, endSec, 0, 1, colour, 0.12);
      let lastSec = segment.openedSec;
      for (const { atSec, bytes } of [...segment.chunks, { atSec: endSec, bytes: 0 }]) {
        if (atSec - lastSec > GAP_SEC) {
          painter.box(lastSec, atSec, 0, 1, theme.wait, 0.25);
          painter.text(
            lastSec,
            0.7,
            `no bytes ${(atSec - lastSec).toFixed(2)} s`,
            theme.ink,
            atSec,
          );
        }
        painter.stick(atSec, 1 - Math.min(1, bytes / FULL_CHUNK_BYTES), 1, colour, 2);
        lastSec = atSec;
      }
      painter.text(segment.openedSec, 0.2, `#${segment.id}`, theme.ink);
    }
  },
};

const buffered: Lane = {
  id: 'buffered',
  title: 'Buffered sound',
  heightPx: 52,
  range: [0, 6],
  ticks: { 2: '2 s', 4: '4 s' },
  series: ({ good }) => [{ stroke: good, width: 1.5, fill: fade(good), points: { show: false } }],
  data: curve(({ bufferSec }) => bufferSec),
  paint(plot, { history, theme, span }) {
    const painter = new Painter(plot, span);
    for (const { starvations } of history.segments.values()) {
      for (const { fromSec, toSec = history.endSec } of starvations) {
        painter.box(fromSec, toSec, 0, 1, theme.bad, 0.3);
        painter.text(fromSec, 0.3, `starved ${(toSec - fromSec).toFixed(2)} s`, theme.ink);
      }
    }
  },
};

const heard: Lane = {
  id: 'heard',
  title: 'Sound as heard',
  heightPx: 60,
  range: [-1, 1],
  ticks: {},
  ...NO_CURVES,
  paint(plot, scene) {
    const { history, theme, span } = scene;
    const painter = new Painter(plot, span);
    paintWave(painter, scene, 1);
    for (const {
      id,
      startedSec,
      finishedSec,
      positionSec,
      interrupted,
    } of history.segments.values()) {
      if (startedSec !== undefined) {
        painter.stick(startedSec, 0, 1, theme.calm);
        painter.text(startedSec, 0.15, `#${id}`, theme.soft, finishedSec);
      }
      if (finishedSec === undefined) continue;
      const how = interrupted ? 'cut' : 'end';
      const colour = interrupted ? theme.bad : theme.calm;
      painter.stick(finishedSec, 0, 1, colour);
      painter.text(finishedSec, 0.85, `${how} ${positionSec?.toFixed(2) ?? '?'} s`, colour);
    }
  },
};

const visemes: Lane = {
  id: 'visemes',
  title: 'Visemes',
  heightPx: 150,
  range: [0, VISEMES.length],
  ticks: Object.fromEntries(VISEMES.map((name, i) => [VISEMES.length - i - 0.5, name])),
  ...NO_CURVES,
  paint(plot, scene) {
    const painter = new Painter(plot, scene.span);
    const frames = framesIn(scene);
    const row = 1 / VISEMES.length;
    frames.forEach(({ momentSec, face }, i) => {
      const untilSec = frames[i + 1]?.momentSec ?? momentSec + 0.033;
      if (!face || untilSec - momentSec > 0.5) return;
      face.visemes.forEach((weight, viseme) => {
        if (weight < FAINT) return;
        const colour = viseme === 0 ? scene.theme.soft : `hsl(${viseme * 24} 65% 52%)`;
        painter.box(momentSec, untilSec, viseme * row, (viseme + 0.9) * row, colour, weight);
      });
    });
  },
};

const jaw: Lane = {
  id: 'jaw',
  title: 'Jaw as seen, over its sound',
  heightPx: 60,
  range: [0, 0.7],
  ticks: {},
  series: ({ ink }) => [{ stroke: ink, width: 1.5, points: { show: false } }],
  data: curve(({ face }) => face?.weights[JAW]),
  paint: (plot, scene) => paintWave(new Painter(plot, scene.span), scene, 0.45),
};

const skew: Lane = {
  id: 'skew',
  title: 'Picture behind its sound',
  heightPx: 56,
  range: [-SKEW_RANGE_MS, SKEW_RANGE_MS],
  ticks: { [-150]: '−150 ms', 0: '0 ms', 150: '150 ms' },
  series: ({ calm }) => [{ stroke: calm, width: 1.5, points: { show: false } }],
  data: curve(({ skewMs }) => Math.max(-SKEW_RANGE_MS, Math.min(SKEW_RANGE_MS, skewMs))),
  paint(plot, scene) {
    const painter = new Painter(plot, scene.span);
    const { fromSec, toSec } = scene.span;
    const y = (ms: number) => (SKEW_RANGE_MS - ms) / (2 * SKEW_RANGE_MS);
    painter.box(fromSec, toSec, y(SKEW_LATE_MS), y(SKEW_EARLY_MS), scene.theme.good, 0.12);
    for (const { skewMs, atSec } of framesIn(scene)) {
      if (skewMs > SKEW_LATE_MS || skewMs < SKEW_EARLY_MS)
        painter.box(atSec, atSec + 0.033, 0, 1, scene.theme.bad, 0.18);
    }
  },
};

const frames: Lane = {
  id: 'frames',
  title: 'Frame cost; dropped',
  heightPx: 52,
  range: [0, 40],
  ticks: { 10: '10 ms', 30: '30 ms' },
  series: ({ voice, calm }) => [
    { stroke: calm, width: 1, fill: fade(calm), points: { show: false } },
    { stroke: voice, width: 1, fill: fade(voice), points: { show: false } },
  ],
  data(scene) {
    const list = framesIn(scene);
    return [
      list.map(({ atSec }) => atSec),
      list.map(({ poseMs, drawMs }) => Math.min(40, poseMs + drawMs)),
      list.map(({ poseMs }) => poseMs),
    ];
  },
  paint(plot, { history, theme, span }) {
    const painter = new Painter(plot, span);
    for (const { atSec } of history.drops) {
      if (atSec >= span.fromSec && atSec <= span.toSec) painter.stick(atSec, 0, 1, theme.bad, 2);
    }
  },
};

const calls: Lane = {
  id: 'calls',
  title: 'Agent, clears and calls',
  heightPx: 92,
  range: [0, 1],
  ticks: {},
  ...NO_CURVES,
  paint(plot, { history, theme, span }) {
    const painter = new Painter(plot, span);
    history.states.forEach(({ atSec, value }, i) => {
      const untilSec = history.states[i + 1]?.atSec ?? history.endSec;
      if (untilSec < span.fromSec || atSec > span.toSec) return;
      painter.box(atSec, untilSec, 0, 0.22, stateColour(value, theme), 0.3);
      painter.text(atSec, 0.11, value, theme.ink, untilSec);
    });
    for (const { atSec, direction, method, error } of history.calls) {
      if (atSec < span.fromSec || atSec > span.toSec) continue;
      const isClear = method.includes('clear');
      const colour = error !== undefined || isClear ? theme.bad : theme.calm;
      painter.stick(atSec, direction === 'in' ? 0.26 : 0.5, 1, colour);
      const words = `${direction === 'in' ? '→' : '←'} ${shortName(method)}`;
      const rows = direction === 'in' ? [0.35] : [0.57, 0.75];
      rows.some((row) => painter.text(atSec, row, words, colour));
    }
    for (const { atSec, kind, text } of history.marks) {
      if (kind !== 'mood' && kind !== 'gesture') continue;
      painter.stick(atSec, 0.28, 1, theme.voice);
      painter.text(atSec, 0.92, text, theme.voice);
    }
    const owedSec = history.owedSinceSec;
    if (owedSec !== undefined && history.endSec - owedSec > 0.25) {
      painter.box(owedSec, history.endSec, 0.26, 1, theme.bad, 0.22);
      painter.text(owedSec, 0.92, 'cleared, and no report', theme.ink);
    }
  },
};

/** From what comes in, down to what goes out. */
export const LANES: readonly Lane[] = [
  received,
  buffered,
  heard,
  visemes,
  jaw,
  skew,
  frames,
  calls,
];

function curve(of: (frame: ReturnType<typeof framesIn>[number]) => number | undefined) {
  return (scene: LaneScene): [number[], (number | null)[]] => {
    const list = framesIn(scene);
    return [list.map(({ atSec }) => atSec), list.map((frame) => of(frame) ?? null)];
  };
}

/** The wave of what is heard, around the middle. */
function paintWave(painter: Painter, { history, theme, span }: LaneScene, alpha: number): void {
  const pixels = painter.x(span.toSec) - painter.x(span.fromSec);
  const stepSec = Math.max(0.01, (2 * (span.toSec - span.fromSec)) / pixels);
  for (const { spans, envelope } of history.segments.values()) {
    for (const { fromSec, mediaSec, toSec = history.endSec } of spans) {
      const first = Math.max(fromSec, span.fromSec);
      const last = Math.min(toSec, span.toSec);
      for (let sec = first; sec < last; sec += stepSec) {
        const reach = envelope.at(mediaSec + sec - fromSec) / 2;
        painter.box(sec, sec + stepSec, 0.5 - reach, 0.5 + reach, theme.voice, alpha);
      }
    }
  }
}

function stateColour(state: string, theme: LaneScene['theme']): string {
  if (state === 'speaking') return theme.good;
  return state === 'thinking' ? theme.wait : theme.calm;
}

function shortName(method: string): string {
  return method.replace(/^(lk|mouthpiece)\./, '');
}

function fade(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.2)');
}
