import { RoomEvent, type Room } from 'livekit-client';
import { useCallback, useEffect, useState } from 'react';
import { ATTRIBUTE_HEARING } from '../wire.ts';

/** Whether the avatar is heard: `blocked` until the person's first click, as browsers have it. */
export type Hearing = 'waiting' | 'blocked' | 'hearing';

/**
 * Watches over whether the browser plays sound, and tells the agent once it really does.
 *
 * @returns how it stands, and what to call when an `<audio>` element plays.
 */
export function useHearing(room: Room): { hearing: Hearing; onPlaying: () => void } {
  const [hearing, setHearing] = useState<Hearing>('waiting');

  useEffect(() => {
    const onStatus = () => !room.canPlaybackAudio && setHearing('blocked');
    // Any touch of the page will do, whatever it was meant for.
    const unlock = () => void (room.canPlaybackAudio || room.startAudio().catch(() => undefined));
    const onDisconnected = () => setHearing('waiting');
    room.on(RoomEvent.AudioPlaybackStatusChanged, onStatus);
    room.on(RoomEvent.Disconnected, onDisconnected);
    document.addEventListener('click', unlock);
    document.addEventListener('keydown', unlock);
    return () => {
      room.off(RoomEvent.AudioPlaybackStatusChanged, onStatus);
      room.off(RoomEvent.Disconnected, onDisconnected);
      document.removeEventListener('click', unlock);
      document.removeEventListener('keydown', unlock);
    };
  }, [room]);

  const onPlaying = useCallback(() => {
    setHearing('hearing');
    void room.localParticipant.setAttributes({ [ATTRIBUTE_HEARING]: 'yes' });
  }, [room]);
  return { hearing, onPlaying };
}
