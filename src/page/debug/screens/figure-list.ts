import type { Figures, History } from '../history/index.ts';

/** A big figure: what it says, and whether it is good. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly mood: 'plain' | 'good' | 'bad';
  /** What it means, for the pointer that rests on it. */
  readonly meaning: string;
  /** The same of earlier figures. */
  readonly of?: (figures: Figures) => number | undefined;
}

/** The big figures of a moment. */
export function listFigures(figures: Figures, history: History): Figure[] {
  const { skewMs, bufferSec, latencyMs, fps, poseMs, drawMs, encodeMs, dropped } = figures;
  const wantedFps = history.scene?.fps ?? 30;
  return [
    {
      id: 'skew',
      label: 'Skew',
      ...inUnit(skewMs, 'ms', 0, true),
      mood: judge(skewMs, (ms) => ms >= -125 && ms <= 45),
      meaning: 'How much later the picture comes than its sound, as they leave the page.',
      of: (past) => past.skewMs,
    },
    {
      id: 'buffer',
      label: 'Buffered',
      ...inUnit(bufferSec, 's', 2),
      mood: figures.starvedSec === undefined ? 'plain' : 'bad',
      meaning: 'Sound that has come and is not heard yet.',
      of: (past) => past.bufferSec,
    },
    {
      id: 'latency',
      label: 'First byte to sound',
      ...inUnit(latencyMs, 'ms', 0),
      mood: judge(latencyMs, (ms) => ms < 250),
      meaning: 'From the first byte of the segment heard last to its sound.',
      of: (past) => past.latencyMs,
    },
    {
      id: 'fps',
      label: 'Frames a second',
      ...inUnit(fps, dropped > 0 ? `of ${wantedFps}, ${dropped} dropped` : `of ${wantedFps}`, 0),
      mood: judge(dropped, (count) => count < 0.1 * wantedFps),
      meaning:
        'Frames that went out in the last second, half of them while nothing moves; and those that could not.',
      of: (past) => past.fps,
    },
    {
      id: 'pose',
      label: 'Frame: face',
      ...inUnit(poseMs, 'ms', 1),
      mood: 'plain',
      meaning: 'What working out the face takes.',
      of: (past) => past.poseMs,
    },
    {
      id: 'draw',
      label: 'Frame: drawing',
      ...inUnit(drawMs, 'ms', 1),
      mood: judge(drawMs, (ms) => ms < 800 / wantedFps),
      meaning: 'What drawing takes, up to the track.',
      of: (past) => past.drawMs,
    },
    {
      id: 'encode',
      label: 'Frame: encoding',
      ...inUnit(encodeMs, 'ms', 1),
      mood: 'plain',
      meaning: 'What WebRTC’s encoder takes for a frame. Nothing is encoded on a bench.',
      of: (past) => past.encodeMs,
    },
    {
      id: 'owed',
      label: 'Report owed for',
      ...inUnit(figures.owedSec, 's', 1),
      ...(figures.owedSec === undefined ? { value: 'none', unit: '' } : {}),
      mood: figures.owedSec !== undefined && figures.owedSec > 0.25 ? 'bad' : 'plain',
      meaning: 'How long a clear has waited for lk.playback_finished.',
      of: (past) => past.owedSec,
    },
    ...encoderFigures(history),
  ];
}

function encoderFigures({ encoders }: History): Figure[] {
  const encoder = encoders.at(-1)?.value;
  if (!encoder) return [];
  const {
    kbps,
    codec = 'unknown',
    layers,
    limitation = 'none',
    roundTripMs,
    width,
    height,
  } = encoder;
  return [
    {
      id: 'encoder',
      label: 'Encoder',
      value: codec,
      unit: `${width ?? '?'}×${height ?? '?'}, ${layers} layer${layers === 1 ? '' : 's'}`,
      mood: 'plain',
      meaning: `${encoder.implementation ?? 'The browser'} encodes.`,
    },
    {
      id: 'bitrate',
      label: 'Bitrate',
      ...inUnit(kbps, 'kbit/s', 0),
      mood: limitation === 'none' ? 'plain' : 'bad',
      meaning: `Limited by: ${limitation}.`,
    },
    {
      id: 'limitation',
      label: 'Limited by',
      value: limitation,
      unit: '',
      mood: limitation === 'none' ? 'good' : 'bad',
      meaning: 'Why WebRTC sends less than it may (qualityLimitationReason).',
    },
    {
      id: 'rtt',
      label: 'Round trip',
      ...inUnit(roundTripMs, 'ms', 0),
      mood: judge(roundTripMs, (ms) => ms < 200),
      meaning: 'To the server and back, as it reports it.',
    },
  ];
}

function inUnit(value: number | undefined, unit: string, digits: number, signed = false) {
  if (value === undefined) return { value: '–', unit: '' };
  const text = value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
  return { value: signed && value > 0 && Number(text) !== 0 ? `+${text}` : text, unit };
}

function judge(value: number | undefined, isGood: (value: number) => boolean): Figure['mood'] {
  if (value === undefined) return 'plain';
  return isGood(value) ? 'good' : 'bad';
}
