import { useRoomContext } from '@livekit/components-react';
import { useCallback, useEffect } from 'react';
import { RPC_INTERRUPT, type ReadingMode } from '../wire.ts';
import { InterruptIcon } from './icons.tsx';
import { MicrophoneButton } from './MicrophoneButton.tsx';
import { TextField } from './TextField.tsx';
import type { Microphone } from './use-microphone.ts';

interface DockProps {
  /** Undefined while there is no agent to talk with. */
  readonly agentIdentity: string | undefined;
  readonly isSpeaking: boolean;
  readonly microphone: Microphone;
  readonly reading: ReadingMode | undefined;
}

/** Microphone, text and interruption. */
export function Dock({ agentIdentity, isSpeaking, microphone, reading }: DockProps) {
  const interrupt = useInterrupt(agentIdentity);
  return (
    <div className="dock">
      <MicrophoneButton microphone={microphone} isAvailable={agentIdentity !== undefined} />
      <TextField isAvailable={agentIdentity !== undefined} reading={reading} />
      <button
        type="button"
        className="interrupt"
        data-ready={isSpeaking}
        disabled={agentIdentity === undefined}
        onClick={interrupt}
        title="Interrupt (Esc)"
      >
        <InterruptIcon />
        <span>Interrupt</span>
      </button>
    </div>
  );
}

/** Asks the agent to fall silent; the Escape key does so too. */
function useInterrupt(agentIdentity: string | undefined): () => void {
  const room = useRoomContext();
  const interrupt = useCallback(() => {
    if (agentIdentity === undefined) return;
    room.localParticipant
      .performRpc({ destinationIdentity: agentIdentity, method: RPC_INTERRUPT, payload: '' })
      // The agent left a moment ago: it is silent anyway.
      .catch(() => undefined);
  }, [room, agentIdentity]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && interrupt();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [interrupt]);
  return interrupt;
}
