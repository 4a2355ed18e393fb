import { useEffect, useRef } from 'react';

/** The published picture, as the room sees it. */
export function Preview({ track }: { track: MediaStreamTrack }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return (
    <video ref={video} className="picture" autoPlay muted playsInline aria-label="The avatar" />
  );
}
