import type { AgentState } from '@livekit/components-react';
import { Quality } from './Quality.tsx';
import type { Call } from './use-call.ts';
import { describeState } from './words.ts';

interface StatePillProps {
  readonly state: AgentState;
  readonly call: Call;
  readonly isHearingYou: boolean;
}

/** What the agent does at the moment, in a word, and how good the connection is. */
export function StatePill({ state, call, isHearingYou }: StatePillProps) {
  const shown = call.phase === 'down' ? 'disconnected' : state;
  return (
    <div className="pill" data-state={shown}>
      <span className="pill-light" aria-hidden="true" />
      <span className="pill-word" role="status">
        {describeState(shown, isHearingYou)}
      </span>
      {call.phase === 'joined' && <Quality />}
    </div>
  );
}
