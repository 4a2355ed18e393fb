import { useRoomContext } from '@livekit/components-react';
import { Square } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { RPC_INTERRUPT, type ReadingMode } from '../wire.ts';
import { DeviceMenu } from './DeviceMenu.tsx';
import { MicrophoneButton } from './MicrophoneButton.tsx';
import type { Stopwatch } from './stopwatch.ts';
import { TextField } from './TextField.tsx';
import { Trouble } from './Trouble.tsx';
import type { Microphone } from './use-microphone.ts';

interface DockProps {
  /** Undefined while there is no agent to talk with. */
  readonly agentIdentity: string | undefined;
  readonly isSpeaking: boolean;
  readonly microphone: Microphone;
  readonly reading: ReadingMode | undefined;
  readonly stopwatch: Stopwatch;
}

/** Microphone and devices, text and interruption. */
export function Dock(props: DockProps) {
  const { agentIdentity, isSpeaking, microphone, reading, stopwatch } = props;
  const interrupt = useInterrupt(agentIdentity, stopwatch);
  const isAvailable = agentIdentity !== undefined;
  return (
    <div className="dock" role="group" aria-label="Controls">
      <div className="microphone">
        <Trouble sentence={microphone.trouble} onDismiss={() => microphone.dismissTrouble()} />
        <MicrophoneButton microphone={microphone} isAvailable={isAvailable} />
        <DeviceMenu onTrouble={() => microphone.noteDeviceTrouble()} />
      </div>
      <TextField isAvailable={isAvailable} reading={reading} stopwatch={stopwatch} />
      <button
        type="button"
        className="interrupt"
        data-ready={isSpeaking}
        disabled={!isAvailable}
        onClick={interrupt}
        aria-label="Interrupt"
        aria-keyshortcuts="Escape"
        title="Interrupt (Esc)"
      >
        <Square fill="currentColor" />
        <span>Interrupt</span>
      </button>
    </div>
  );
}

/** Asks the agent to fall silent; the Escape key does so too. */
function useInterrupt(agentIdentity: string | undefined, stopwatch: Stopwatch): () => void {
  const room = useRoomContext();
  const interrupt = useCallback(() => {
    if (agentIdentity === undefined) return;
    stopwatch.interrupt(performance.now());
    room.localParticipant
      .performRpc({ destinationIdentity: agentIdentity, method: RPC_INTERRUPT, payload: '' })
      // The agent left a moment ago: it is silent anyway.
      .catch(() => undefined);
  }, [room, agentIdentity, stopwatch]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // An open menu takes Escape for itself.
      if (event.key === 'Escape' && !event.defaultPrevented) interrupt();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [interrupt]);
  return interrupt;
}
