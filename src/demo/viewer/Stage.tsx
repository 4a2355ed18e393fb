import { useRoomContext, VideoTrack, type TrackReference } from '@livekit/components-react';
import type { ReactNode } from 'react';
import { SoundIcon } from './icons.tsx';
import { StageNotice } from './StageNotice.tsx';
import type { Call } from './use-call.ts';
import { useHearing } from './use-hearing.ts';

interface StageProps {
  readonly call: Call;
  readonly hasAgent: boolean;
  readonly picture: TrackReference | undefined;
  readonly sound: TrackReference | undefined;
  readonly children: ReactNode;
}

/** Where the avatar is seen and heard, or why it is not. */
export function Stage({ call, hasAgent, picture, sound, children }: StageProps) {
  const room = useRoomContext();
  const { element, hearing, onPlaying } = useHearing(room, sound);
  const isShowing = call.phase === 'joined' && picture !== undefined;

  return (
    <section className="stage" aria-label="The avatar">
      {isShowing && <VideoTrack className="picture" trackRef={picture} />}
      {!isShowing && <StageNotice call={call} hasAgent={hasAgent} />}
      {/* Captions stand in for the sound; they are shown over the picture. */}
      <audio ref={element} autoPlay onPlaying={onPlaying} />
      {children}
      {isShowing && hearing === 'blocked' && (
        <button type="button" className="listen" onClick={() => void room.startAudio()}>
          <SoundIcon />
          Tap to listen
        </button>
      )}
    </section>
  );
}
