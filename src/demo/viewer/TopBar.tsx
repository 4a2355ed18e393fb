import type { AgentState } from '@livekit/components-react';
import { Gauge, SquareArrowOutUpRight } from 'lucide-react';
import { Mark } from './marks.tsx';
import { StatePill } from './StatePill.tsx';
import type { Call } from './use-call.ts';

interface TopBarProps {
  readonly call: Call;
  readonly state: AgentState;
  readonly isHearingYou: boolean;
  /** Whether the latency figures are shown, and by which element. */
  readonly figures: { readonly isShown: boolean; readonly id: string; toggle(): void };
}

/** Who is here, how it goes, and the ways to look closer. */
export function TopBar({ call, state, isHearingYou, figures }: TopBarProps) {
  return (
    <header className="top">
      <h1 className="brand">
        <Mark />
        <span>Mouthpiece</span>
      </h1>
      <nav className="closer" aria-label="A closer look">
        <button
          type="button"
          className="quiet"
          aria-expanded={figures.isShown}
          aria-controls={figures.id}
          aria-label="Latency"
          title="Latency"
          onClick={() => figures.toggle()}
        >
          <Gauge />
          <span>Latency</span>
        </button>
        <a
          className="quiet"
          href="demo/workbench"
          target="_blank"
          rel="noreferrer"
          aria-label="Open the workbench in a new tab"
          title="See what the avatar does, from within"
        >
          <SquareArrowOutUpRight />
          <span>Workbench</span>
        </a>
      </nav>
      <StatePill state={state} call={call} isHearingYou={isHearingYou} />
    </header>
  );
}
