/** Turns frames into the track that is published. */
export interface VideoSink {
  readonly track: MediaStreamTrack;
  /** Frames that were written but not taken yet. */
  readonly pending: number;
  /** Takes the frame over and closes it. */
  write(frame: VideoFrame): void;
  /**
   * Sends the last picture once more, as of another time.
   *
   * @returns false where it can't: draw it again.
   */
  repeat(timestampUs: number): boolean;
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
  let last: Picture | undefined;
  const send = (frame: VideoFrame) => {
    pending++;
    const done = () => void pending--;
    // The generator closes what it takes. It refuses when the track has been stopped.
    writer.write(frame).then(done, () => (frame.close(), done()));
  };
  return {
    track: generator,
    get pending() {
      return pending;
    },
    write(frame) {
      last?.close();
      last = new Picture(frame.clone());
      send(frame);
    },
    repeat(timestampUs) {
      const picture = last;
      if (!picture?.isInMemory) return false;
      const again = picture.at(timestampUs).then((frame) => {
        // Another picture may have gone out meanwhile.
        if (picture === last) send(frame);
        else frame.close();
      });
      again.catch(() => undefined);
      return true;
    },
    close() {
      last?.close();
      last = undefined;
      generator.stop();
      void writer.abort().catch(() => undefined);
    },
  };
}

/**
 * A picture that can be had again as of other times. A frame made of another one would do, but to
 * Chromium it stays captured when that was, and receivers time it wrongly: so its bytes are taken out, once.
 */
class Picture {
  readonly #frame: VideoFrame;
  #bytes: Promise<{ readonly data: Uint8Array; readonly layout: PlaneLayout[] }> | undefined;

  constructor(frame: VideoFrame) {
    this.#frame = frame;
  }

  /** What WebGL draws is not: reading it back would cost more than drawing it again. */
  get isInMemory(): boolean {
    return this.#frame.format === 'I420';
  }

  async at(timestamp: number): Promise<VideoFrame> {
    const { format, codedWidth, codedHeight, colorSpace } = this.#frame;
    const { data, layout } = await (this.#bytes ??= this.#read());
    const form = { format: format!, codedWidth, codedHeight, colorSpace, layout };
    return new VideoFrame(data, { ...form, timestamp });
  }

  close(): void {
    this.#frame.close();
  }

  async #read() {
    const data = new Uint8Array(this.#frame.allocationSize());
    return { data, layout: await this.#frame.copyTo(data) };
  }
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
    repeat() {
      track.requestFrame();
      return true;
    },
    close: () => track.stop(),
  };
}
