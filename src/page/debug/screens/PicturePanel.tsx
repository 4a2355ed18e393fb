import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { JournalState } from '../../journal.ts';
import type { Desk } from '../desk/index.ts';

interface PicturePanelProps {
  readonly desk: Desk;
  readonly journal: StoreApi<JournalState>;
}

/** The picture that goes out, or the face of a moment that was picked. */
export function PicturePanel({ desk, journal }: PicturePanelProps) {
  const still = useStore(desk.store, (state) => state.still);
  const remote = useStore(desk.store, (state) => state.picture);
  const view = useStore(desk.store, (state) => state.view);
  const { picture, awaitsClick } = useStore(journal);
  return (
    <section className="panel picture" aria-label="Picture">
      {remote && !still && <img src={remote} alt="The avatar" />}
      {picture && <Live track={picture} hidden={still} />}
      <Canvas canvas={desk.still.canvas} hidden={!still} />
      <p className="badge">
        {still ? `Face at ${view.pickedSec?.toFixed(3) ?? '?'} s` : 'Live, as it is published'}
      </p>
      {awaitsClick && <button className="primary wake">Click to let the avatar speak</button>}
    </section>
  );
}

function Live({ track, hidden }: { track: MediaStreamTrack; hidden: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} hidden={hidden} autoPlay muted playsInline aria-label="The avatar" />;
}

function Canvas({ canvas, hidden }: { canvas: HTMLCanvasElement; hidden: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', 'The face of the picked moment');
    host.current?.append(canvas);
  }, [canvas]);
  return <div ref={host} hidden={hidden} className="still-canvas" />;
}
