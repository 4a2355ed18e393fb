/// <reference types="dom-mediacapture-transform" />

const FRAMES_PER_SEC = 30;

/** Draws frames into a video track that is read and thrown away, paced by a worker as the avatar's page is. */
export class FramePump {
  frames = 0;
  readonly #ticker: Worker;
  readonly #track = new MediaStreamTrackGenerator({ kind: 'video' });

  constructor(draw: () => VideoFrame) {
    const writer = this.#track.writable.getWriter();
    void drain(this.#track);
    this.#ticker = new Worker(URL.createObjectURL(new Blob([TICKER])));
    this.#ticker.onmessage = () => {
      this.frames++;
      void writer.write(draw());
    };
  }

  close(): void {
    this.#ticker.terminate();
    this.#track.stop();
  }
}

const TICKER = `setInterval(() => postMessage(0), ${1000 / FRAMES_PER_SEC})`;

async function drain(track: MediaStreamVideoTrack): Promise<void> {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    value.close();
  }
}
