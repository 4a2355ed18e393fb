import type { FacePose } from '../face/index.ts';
import type { ByteSource } from '../input/index.ts';
import type { Stage } from '../scene/index.ts';
import { Probe } from './probe.ts';

/** What the one who looks at a frame may want besides its costs. */
export interface FrameView {
  readonly clockSec: number;
  /** Overwritten by the next frame: copy what is to be kept. */
  readonly pose: FacePose;
  /** The 15 viseme weights of this moment; overwritten as well. */
  readonly visemes: Float32Array;
}

/**
 * Where a workbench watches and meddles. In a session without one it is empty, and nothing of it costs
 * anything.
 */
export class Rig {
  readonly probe = new Probe();
  /** Stands between a stream and its segment: an artificial network. */
  network: ((source: ByteSource) => ByteSource) | undefined;
  /** Changes a pose before it is drawn. */
  retouch: ((pose: FacePose) => void) | undefined;
  /** Seconds by which each frame shows an older moment than it should: a fault to look at. */
  pictureLagSec = 0;
  /** Told what is drawn on. */
  onStage: ((stage: Stage) => void) | undefined;
  /** Who sends the picture, to be asked for statistics. */
  sender: RTCRtpSender | undefined;
  /** Told of {@link sender}. */
  onSender: ((sender: RTCRtpSender) => void) | undefined;
  /** Lent each picture before it goes out: clone what is to be kept. */
  onPicture: ((picture: VideoFrame) => void) | undefined;
  /** Looks at each frame that is drawn, after its event. */
  onFrame: ((view: FrameView) => void) | undefined;
}
