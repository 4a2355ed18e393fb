import type { AgentState } from '@livekit/components-react';
import type { Call } from './use-call.ts';
import { describeState } from './words.ts';

interface StatePillProps {
  readonly state: AgentState;
  readonly call: Call;
  readonly isHearingYou: boolean;
}

/** What the agent does at the moment, in a word. */
export function StatePill({ state, call, isHearingYou }: StatePillProps) {
  const shown = call.phase === 'down' ? 'disconnected' : state;
  return (
    <p className="pill" data-state={shown} role="status">
      <span className="pill-light" aria-hidden="true" />
      {describeState(shown, isHearingYou)}
    </p>
  );
}
