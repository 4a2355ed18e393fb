import { useStore } from 'zustand';
import type { Desk } from '../desk/index.ts';

interface ToolbarProps {
  readonly desk: Desk;
  readonly title: string;
  readonly onSnapshot: () => void;
  readonly onCopyLink: () => void;
}

/** What one does with time, and what one takes away. */
export function Toolbar({ desk, title, onSnapshot, onCopyLink }: ToolbarProps) {
  const { view, replay, busy } = useStore(desk.store);
  const isStopped = !view.following;
  return (
    <header className="toolbar">
      <h1>
        Mouthpiece <span>{replay ? `Recording ${replay.name}` : title}</span>
      </h1>
      <div className="tools" role="toolbar" aria-label="Time">
        {replay ? (
          <button onClick={() => desk.closeReplay()}>Close recording</button>
        ) : (
          <button
            className={isStopped ? 'primary' : ''}
            aria-pressed={isStopped}
            onClick={() => (isStopped ? desk.follow() : desk.pause())}
          >
            {isStopped ? 'Follow' : 'Pause'}
          </button>
        )}
        <button aria-label="One frame back" title="One frame back" onClick={() => desk.step(-1)}>
          ◂|
        </button>
        <button aria-label="One frame on" title="One frame on" onClick={() => desk.step(1)}>
          |▸
        </button>
        <Rate desk={desk} rate={1} label="Play" />
        <Rate desk={desk} rate={0.25} label="¼ speed" />
        <button aria-label="Zoom in" title="Zoom in" onClick={() => desk.scale(0.5)}>
          +
        </button>
        <button aria-label="Zoom out" title="Zoom out" onClick={() => desk.scale(2)}>
          −
        </button>
      </div>
      <div className="tools" role="toolbar" aria-label="Keep and share">
        {!replay && (
          <button disabled={busy !== undefined} onClick={() => void desk.save()}>
            Save recording
          </button>
        )}
        <label className="button">
          Open recording
          <input
            type="file"
            className="hidden-file"
            accept=".gz"
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = '';
              if (file) void desk.open(file);
            }}
          />
        </label>
        <button onClick={onSnapshot}>PNG</button>
        <button onClick={onCopyLink}>Copy link</button>
      </div>
    </header>
  );
}

function Rate({ desk, rate, label }: { desk: Desk; rate: number; label: string }) {
  const now = useStore(desk.store, (state) => state.view.rate);
  return (
    <button
      aria-pressed={now === rate}
      onClick={() => (now === rate ? desk.pick(desk.shownSec) : desk.play(rate))}
    >
      {label}
    </button>
  );
}
