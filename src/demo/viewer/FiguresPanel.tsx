import type { TrackReference } from '@livekit/components-react';
import type { ReactNode } from 'react';
import type { Stopwatch } from './stopwatch.ts';
import { useFigures, useListening } from './use-figures.ts';

interface FiguresPanelProps {
  readonly id: string;
  readonly sound: TrackReference | undefined;
  readonly picture: TrackReference | undefined;
  readonly stopwatch: Stopwatch;
}

/** How long everything takes, measured in this browser. Nothing is measured while it is closed. */
export function FiguresPanel({ id, sound, picture, stopwatch }: FiguresPanelProps) {
  const figures = useFigures(sound, picture);
  useListening(sound, stopwatch);
  return (
    <section className="figures" id={id} aria-label="Latency">
      <dl>
        <Figure name="Interrupt to silence">{inMs(stopwatch.untilSilenceMs) ?? 'not yet'}</Figure>
        <Figure name="Text to voice">{inMs(stopwatch.untilAnswerMs) ?? 'not yet'}</Figure>
        <Figure name="Picture behind sound">{inMs(figures?.pictureBehindMs)}</Figure>
        <Figure name="Round trip to server">{inMs(figures?.roundTripMs)}</Figure>
        <Figure name="Sound buffered">{inMs(figures?.soundWaitsMs)}</Figure>
        <Figure name="Picture buffered">{inMs(figures?.pictureWaitsMs)}</Figure>
        <Figure name="Sound lost">{inPercent(figures?.lost)}</Figure>
        <Figure name="Picture">{figures?.picture}</Figure>
      </dl>
    </section>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? '…'}</dd>
    </div>
  );
}

function inMs(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${Math.round(value)} ms`;
}

function inPercent(share: number | undefined): string | undefined {
  return share === undefined ? undefined : `${(share * 100).toFixed(1)} %`;
}
