import { useVoiceAssistant } from '@livekit/components-react';
import { useId, useState } from 'react';
import { ATTRIBUTE_READING, type ReadingMode } from '../wire.ts';
import { Captions } from './Captions.tsx';
import { CastPicker } from './CastPicker.tsx';
import { Dock } from './Dock.tsx';
import { FiguresPanel } from './FiguresPanel.tsx';
import { NewsLine } from './NewsLine.tsx';
import { Stage } from './Stage.tsx';
import { Stopwatch } from './stopwatch.ts';
import { TopBar } from './TopBar.tsx';
import { useAvatars } from './use-avatars.ts';
import type { Call } from './use-call.ts';
import { useFace } from './use-face.ts';
import { useMicrophone } from './use-microphone.ts';

/** Avatar, captions, state and controls. The agent is found as any LiveKit frontend finds it. */
export function CallPage({ call }: { readonly call: Call }) {
  const { agent, state, agentAttributes } = useVoiceAssistant();
  const isJoined = call.phase === 'joined';
  const avatars = useAvatars(agent?.identity);
  const agentIdentity = isJoined ? agent?.identity : undefined;
  const face = useFace({ identity: agentIdentity, attributes: agentAttributes });
  const microphone = useMicrophone();
  const figures = useDisclosure();
  const [stopwatch] = useState(() => new Stopwatch());
  const isSpeaking = isJoined && state === 'speaking';

  return (
    <div className="call" data-speaking={isSpeaking}>
      <TopBar
        state={isJoined ? state : 'connecting'}
        call={call}
        isHearingYou={microphone.isOn}
        figures={figures}
      />
      <main className="middle">
        <Stage call={call} hasAgent={agent !== undefined} face={face.state} avatars={avatars}>
          {figures.isShown && (
            <FiguresPanel
              id={figures.id}
              sound={avatars.sounds.at(-1)}
              picture={avatars.pictures.at(-1)}
              stopwatch={stopwatch}
            />
          )}
          <CastPicker face={face} isAvailable={agentIdentity !== undefined} />
          <Captions agentIdentity={agent?.identity} isSpeaking={isSpeaking} />
        </Stage>
      </main>
      <footer className="bottom">
        <Dock
          agentIdentity={agentIdentity}
          isSpeaking={isSpeaking}
          microphone={microphone}
          reading={agentAttributes?.[ATTRIBUTE_READING] as ReadingMode | undefined}
          stopwatch={stopwatch}
        />
        <NewsLine />
      </footer>
    </div>
  );
}

/** Something that is shown on demand. */
function useDisclosure(): { isShown: boolean; id: string; toggle: () => void } {
  const id = useId();
  const [isShown, setShown] = useState(false);
  return { isShown, id, toggle: () => setShown((was) => !was) };
}
