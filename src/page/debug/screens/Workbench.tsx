import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { JournalState } from '../../journal.ts';
import { Lines } from '../../screens/Lines.tsx';
import { wordsFor } from '../../screens/words.ts';
import type { Bench } from '../bench/bench.ts';
import type { Desk } from '../desk/index.ts';
import { verdictOf } from '../replay/index.ts';
import { CallPanel } from './CallPanel.tsx';
import { FactPanel } from './FactPanel.tsx';
import { FigurePanel } from './FigurePanel.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { KnobPanel } from './KnobPanel.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { SourcePanel } from './SourcePanel.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import { Toolbar } from './Toolbar.tsx';

export interface WorkbenchProps {
  readonly desk: Desk;
  readonly title: string;
  readonly journal: StoreApi<JournalState>;
  /** Present where there is no room. */
  readonly bench?: Bench;
  readonly fillKnobs?: (host: HTMLElement) => () => void;
  readonly onSnapshot: () => void;
  readonly onCopyLink: () => void;
}

/** The workbench: what goes on in an avatar, on one screen. */
export function Workbench(props: WorkbenchProps) {
  const { desk, journal, bench, fillKnobs } = props;
  return (
    <main className="workbench">
      <Toolbar {...props} />
      <Trouble desk={desk} journal={journal} />
      <div className="benchtop">
        <div className="side">
          <PicturePanel desk={desk} journal={journal} />
          {bench && <SourcePanel bench={bench} desk={desk} />}
          <FactPanel desk={desk} />
        </div>
        <div className="middle">
          <FindingPanel desk={desk} />
          <FigurePanel desk={desk} />
          <TimelinePanel desk={desk} />
          <CallPanel desk={desk} />
          <Happenings journal={journal} />
        </div>
        {fillKnobs && <KnobPanel fill={fillKnobs} />}
      </div>
    </main>
  );
}

/** What stands in the way: of the session, or of what was asked of the desk. */
function Trouble({ desk, journal }: Pick<WorkbenchProps, 'desk' | 'journal'>) {
  const { trouble, busy, replay } = useStore(desk.store);
  const { status } = useStore(journal);
  const words = wordsFor(status);
  const isOver = status.state === 'failed' || status.state === 'ended';
  return (
    <div className="notices" role="status" aria-live="polite">
      {busy && <p className="notice">{busy} …</p>}
      {trouble && (
        <p className="notice bad">
          {trouble} <button onClick={() => desk.say(undefined)}>Dismiss</button>
        </p>
      )}
      {isOver && (
        <p className="notice bad">
          {words.message} {words.advice}
        </p>
      )}
      {replay && (
        <p className={replay.differences.length === 0 ? 'notice good' : 'notice bad'} data-replay>
          {verdictOf(replay)}
        </p>
      )}
    </div>
  );
}

function Happenings({ journal }: Pick<WorkbenchProps, 'journal'>) {
  const lines = useStore(journal, (state) => state.lines);
  return (
    <section className="panel happenings" aria-label="Journal">
      <h2>Journal</h2>
      <Lines lines={lines} shown={8} />
    </section>
  );
}
