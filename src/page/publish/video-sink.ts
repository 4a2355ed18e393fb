/** Turns frames into the track that is published. */
export interface VideoSink {
  readonly track: MediaStreamTrack;
  /** Frames that were written but not taken yet. */
  readonly pending: number;
  /** Takes the frame over and closes it. */
  write(frame: VideoFrame): void;
  close(): void;
}

/** Opens a sink for pictures of one size. Chromium takes frames as they are; others through a canvas. */
export function createVideoSink(width: number, height: number): VideoSink {
  return 'MediaStreamTrackGenerator' in globalThis
    ? createGeneratorSink(width, height)
    : createCanvasSink(width, height);
}

function createGeneratorSink(width: number, height: number): VideoSink {
  const generator = new MediaStreamTrackGenerator({
    kind: 'video',
  }) as MediaStreamTrackGenerator<VideoFrame>;
  // A generator does not know its size, and publishing would wait a second for it.
  generator.getSettings = () => ({ width, height });
  const writer = generator.writable.getWriter();
  let pending = 0;
  return {
    track: generator,
    get pending() {
      return pending;
    },
    write(frame) {
      pending++;
      const done = () => void pending--;
      // The generator closes what it takes. It refuses when the track has been stopped.
      writer.write(frame).then(done, () => (frame.close(), done()));
    },
    close() {
      generator.stop();
      void writer.abort().catch(() => undefined);
    },
  };
}

function createCanvasSink(width: number, height: number): VideoSink {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  const track = canvas.captureStream(0).getVideoTracks()[0] as CanvasCaptureMediaStreamTrack;
  return {
    track,
    pending: 0,
    write(frame) {
      context.drawImage(frame, 0, 0);
      frame.close();
      track.requestFrame();
    },
    close: () => track.stop(),
  };
}
