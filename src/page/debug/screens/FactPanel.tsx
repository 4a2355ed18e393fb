import { useStore } from 'zustand';
import type { Desk } from '../desk/index.ts';
import type { History } from '../history/index.ts';

/** What stays the same: who, where, and how it is drawn. */
export function FactPanel({ desk }: { desk: Desk }) {
  useStore(desk.store, (state) => state.tick);
  return (
    <section className="panel facts" aria-label="Session">
      <h2>Session</h2>
      <dl>
        {factsOf(desk.history).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf({
  quality,
  scene,
  claims,
  controller,
  audioState,
  segments,
}: History): [string, string][] {
  const size = quality ?? scene;
  const heard = [...segments.values()].at(-1);
  return [
    ['Room', claims?.room ?? 'none: a bench'],
    ['Identity', claims?.identity ?? '–'],
    ['Controller', claims ? (controller ?? 'not here') : 'this page'],
    ['Token', claims ? tokenWords(claims) : 'none'],
    ['Sound', audioState],
    ['Renderer', scene ? `${scene.renderer}, since ${scene.reason}` : '–'],
    ['Picture', size ? `${size.width}×${size.height} at ${size.fps}` : '–'],
    [
      'Last segment',
      heard
        ? `#${heard.id}: ${heard.sampleRateHz} Hz, ${heard.channels === 1 ? 'mono' : `${heard.channels} channels`}, ${heard.bytes.toLocaleString('en')} bytes${heard.oddBytes > 0 ? ` (${heard.oddBytes} odd)` : ''}`
        : 'none',
    ],
  ];
}

function tokenWords({
  onBehalfOf,
  expiresAtSec,
}: {
  onBehalfOf?: string | undefined;
  expiresAtSec?: number | undefined;
}): string {
  const ends =
    expiresAtSec === undefined
      ? 'without end'
      : `until ${new Date(expiresAtSec * 1000).toLocaleTimeString()}`;
  return `${onBehalfOf === undefined ? 'on nobody’s behalf' : `on behalf of ${onBehalfOf}`}, ${ends}`;
}
