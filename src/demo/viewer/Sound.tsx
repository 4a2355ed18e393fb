import type { TrackReference } from '@livekit/components-react';
import { useEffect, useRef } from 'react';

interface SoundProps {
  readonly sound: TrackReference;
  /** It is really played: browsers may refuse that at first. */
  onPlaying(): void;
}

/** Plays one voice. Captions stand in for it; they are shown over the picture. */
export function Sound({ sound, onPlaying }: SoundProps) {
  const element = useRef<HTMLAudioElement>(null);
  const { track } = sound.publication;

  useEffect(() => {
    const audio = element.current;
    if (!track || !audio) return undefined;
    track.attach(audio);
    return () => void track.detach(audio);
  }, [track]);

  return <audio ref={element} autoPlay onPlaying={onPlaying} />;
}
