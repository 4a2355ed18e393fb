import { useRoomContext, VideoTrack } from '@livekit/components-react';
import { Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FaceState } from '../wire.ts';
import { Sound } from './Sound.tsx';
import { StageNotice } from './StageNotice.tsx';
import type { Avatars } from './use-avatars.ts';
import type { Call } from './use-call.ts';
import { useHearing } from './use-hearing.ts';

interface StageProps {
  readonly call: Call;
  readonly hasAgent: boolean;
  readonly face: FaceState | undefined;
  readonly avatars: Avatars;
  readonly children: ReactNode;
}

/** Where the avatar is seen and heard, or why it is not. */
export function Stage({ call, hasAgent, face, avatars, children }: StageProps) {
  const room = useRoomContext();
  const { hearing, onPlaying } = useHearing(room);
  const pictures = call.phase === 'joined' ? avatars.pictures : [];
  const isBlocked = call.phase === 'joined' && hearing === 'blocked';

  return (
    <section className="stage" aria-label="The avatar">
      {pictures.length === 0 && <StageNotice call={call} hasAgent={hasAgent} face={face} />}
      {/* The next face plays unseen behind the last one, so that there is no gap between them. */}
      {pictures.toReversed().map((picture) => (
        <VideoTrack
          className="picture"
          key={picture.publication.trackSid}
          trackRef={picture}
          aria-label={`${picture.participant.name ?? 'The avatar'}, live`}
        />
      ))}
      {avatars.sounds.map((sound) => (
        <Sound key={sound.publication.trackSid} sound={sound} onPlaying={onPlaying} />
      ))}
      {children}
      {isBlocked && (
        <button type="button" className="listen" onClick={() => void room.startAudio()}>
          <Volume2 />
          Tap to listen
        </button>
      )}
    </section>
  );
}
