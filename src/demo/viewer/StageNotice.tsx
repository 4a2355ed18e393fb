import { useEffect, useState } from 'react';
import { Silhouette } from './icons.tsx';
import type { Call } from './use-call.ts';
import { describeOutage } from './words.ts';

/** A cold start of agent and browser takes some seconds; what takes longer needs a word. */
const PATIENCE_MS = 15_000;

/** Stands where the avatar will be: what is awaited, or what is wrong and what to do. */
export function StageNotice({
  call,
  hasAgent,
}: {
  readonly call: Call;
  readonly hasAgent: boolean;
}) {
  const awaited = call.phase === 'joining' ? 'room' : hasAgent ? 'avatar' : 'agent';
  const isLate = useIsLate(call.phase === 'down' ? undefined : awaited);
  const { title, advice } =
    call.phase === 'down' ? describeOutage(call.why) : describe(awaited, isLate);
  return (
    <div className="notice" data-phase={call.phase} role="status">
      <Silhouette />
      <p className="notice-title">{title}</p>
      <p className="notice-advice">{advice}</p>
    </div>
  );
}

type Awaited = 'room' | 'agent' | 'avatar';

function describe(awaited: Awaited, isLate: boolean): { title: string; advice: string } {
  if (awaited === 'room') return { title: 'Joining the call', advice: 'Just a moment.' };
  const advice = isLate ? 'This takes long. The terminal says why.' : 'Just a moment.';
  return {
    title: awaited === 'agent' ? 'Waiting for the agent' : 'The avatar is on its way',
    advice,
  };
}

function useIsLate(what: Awaited | undefined): boolean {
  const [late, setLate] = useState<Awaited>();
  useEffect(() => {
    if (!what) return undefined;
    const timer = setTimeout(() => setLate(what), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [what]);
  return late !== undefined && late === what;
}
