import { useVoiceAssistant } from '@livekit/components-react';
import { ATTRIBUTE_READING, type ReadingMode } from '../wire.ts';
import { Captions } from './Captions.tsx';
import { Dock } from './Dock.tsx';
import { Mark } from './icons.tsx';
import { NewsLine } from './NewsLine.tsx';
import { Stage } from './Stage.tsx';
import { StatePill } from './StatePill.tsx';
import type { Call } from './use-call.ts';
import { useMicrophone } from './use-microphone.ts';

/** Avatar, captions, state and controls. The avatar is found as any LiveKit frontend finds it. */
export function CallPage({ call }: { readonly call: Call }) {
  const { agent, state, audioTrack, videoTrack, agentAttributes } = useVoiceAssistant();
  const microphone = useMicrophone();
  const isJoined = call.phase === 'joined';
  const reading = agentAttributes?.[ATTRIBUTE_READING] as ReadingMode | undefined;
  const isSpeaking = isJoined && state === 'speaking';

  return (
    <div className="call" data-speaking={isSpeaking}>
      <header className="top">
        <h1 className="brand">
          <Mark />
          Mouthpiece
        </h1>
        <StatePill
          state={isJoined ? state : 'connecting'}
          call={call}
          isHearingYou={microphone.isOn}
        />
      </header>
      <main className="middle">
        <Stage call={call} hasAgent={agent !== undefined} picture={videoTrack} sound={audioTrack}>
          <Captions agentIdentity={agent?.identity} isSpeaking={isSpeaking} />
        </Stage>
      </main>
      <footer className="bottom">
        <Dock
          agentIdentity={isJoined ? agent?.identity : undefined}
          isSpeaking={isSpeaking}
          microphone={microphone}
          reading={reading}
        />
        <NewsLine />
      </footer>
    </div>
  );
}
