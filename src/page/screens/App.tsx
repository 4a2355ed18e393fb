import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { JournalState } from '../journal.ts';
import { Lines } from './Lines.tsx';
import { Preview } from './Preview.tsx';
import { wordsFor } from './words.ts';

interface AppProps {
  readonly store: StoreApi<JournalState>;
  /** Show the published picture: not where nobody looks, since it costs. */
  readonly preview: boolean;
  readonly onListen: (on: boolean) => void;
  readonly onLeave: () => void;
}

/** The avatar page as a person sees it: one screen per state, the picture behind it while there is one. */
export function App({ store, preview, onListen, onLeave }: AppProps) {
  const { status, lines, picture, awaitsClick, listening } = useStore(store);
  const words = wordsFor(status);
  const inRoom = status.state === 'live' || status.state === 'waiting';
  return (
    <main className={`screen ${status.state}`}>
      {preview && picture ? <Preview track={picture} /> : <div className="still" aria-hidden />}
      <section className="card" aria-live="polite">
        <p className="state">
          <span className="dot" aria-hidden /> {words.title}
        </p>
        <p className="message">{words.message}</p>
        {words.advice && <p className="advice">{words.advice}</p>}
        {inRoom && (
          <p className="buttons">
            {awaitsClick && <button className="primary">Click to let the avatar speak</button>}
            {listening !== undefined && (
              <button aria-pressed={listening} onClick={() => onListen(!listening)}>
                {listening ? 'Stop listening' : 'Listen here'}
              </button>
            )}
            <button onClick={onLeave}>Leave</button>
          </p>
        )}
        <Lines lines={lines} shown={inRoom ? 3 : 6} />
      </section>
    </main>
  );
}
