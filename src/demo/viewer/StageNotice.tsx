import { useEffect, useState } from 'react';
import type { FaceState } from '../wire.ts';
import { Silhouette } from './marks.tsx';
import type { Call } from './use-call.ts';
import { describeOutage, describeWait, type Awaited } from './words.ts';

/** A cold start of agent and browser takes some seconds; what takes longer needs a word. */
const PATIENCE_MS = 15_000;

interface StageNoticeProps {
  readonly call: Call;
  readonly hasAgent: boolean;
  readonly face: FaceState | undefined;
}

/** Stands where the avatar will be: what is awaited, or what is wrong and what to do. */
export function StageNotice({ call, hasAgent, face }: StageNoticeProps) {
  const awaited = awaitedIn(call, hasAgent, face);
  const isLate = useIsLate(awaited);
  const { title, advice } =
    call.phase === 'down' ? describeOutage(call.why) : describeWait(awaited ?? 'room', isLate);
  return (
    <div className="notice" data-phase={call.phase} role="status">
      <Silhouette />
      <p className="notice-title">{title}</p>
      <p className="notice-advice">{advice}</p>
    </div>
  );
}

function awaitedIn(
  { phase }: Call,
  hasAgent: boolean,
  face: FaceState | undefined,
): Awaited | undefined {
  if (phase === 'down') return undefined;
  if (phase === 'joining') return 'room';
  if (!hasAgent) return 'agent';
  return face === 'none' ? 'choice' : 'avatar';
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
