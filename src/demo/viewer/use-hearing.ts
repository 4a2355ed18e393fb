import type { TrackReference } from '@livekit/components-react';
import { RoomEvent, type Room } from 'livekit-client';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { ATTRIBUTE_HEARING } from '../wire.ts';

/** Whether the avatar is heard: `blocked` until the person's first click, as browsers have it. */
export type Hearing = 'waiting' | 'blocked' | 'hearing';

/**
 * Plays the avatar's sound on an `<audio>` element and tells the agent once it is really heard.
 *
 * @returns the element's ref, how it stands, and what to do on a click.
 */
export function useHearing(
  room: Room,
  sound: TrackReference | undefined,
): { element: RefObject<HTMLAudioElement | null>; hearing: Hearing; onPlaying: () => void } {
  const element = useRef<HTMLAudioElement>(null);
  const [hearing, setHearing] = useState<Hearing>('waiting');
  const track = sound?.publication.track;

  useEffect(() => {
    const audio = element.current;
    if (!track || !audio) return undefined;
    track.attach(audio);
    return () => {
      track.detach(audio);
      setHearing('waiting');
    };
  }, [track]);

  useEffect(() => {
    const onStatus = () => !room.canPlaybackAudio && setHearing('blocked');
    // Any touch of the page will do, whatever it was meant for.
    const unlock = () => void (room.canPlaybackAudio || room.startAudio().catch(() => undefined));
    room.on(RoomEvent.AudioPlaybackStatusChanged, onStatus);
    document.addEventListener('click', unlock);
    document.addEventListener('keydown', unlock);
    return () => {
      room.off(RoomEvent.AudioPlaybackStatusChanged, onStatus);
      document.removeEventListener('click', unlock);
      document.removeEventListener('keydown', unlock);
    };
  }, [room]);

  const onPlaying = () => {
    setHearing('hearing');
    void room.localParticipant.setAttributes({ [ATTRIBUTE_HEARING]: 'yes' });
  };
  return { element, hearing, onPlaying };
}
