import { FrameShare } from './frame-share.ts';
import { Headroom } from './headroom.ts';

/** How often the sender is asked. */
const ASK_MS = 2_000;
/** How often its limits are thought over. */
const LIMIT_MS = 250;

/** What of an `outbound-rtp` or `candidate-pair` report is needed here. */
interface SenderReport {
  readonly type: string;
  readonly framesEncoded?: number;
  readonly totalEncodeTime?: number;
  readonly availableOutgoingBitrate?: number;
}

interface SenderWatch {
  /** Frames a second of a face that speaks. */
  readonly fps: number;
  /** How many have been sent so far. */
  readonly sentFrames: () => number;
  /** Told how long a frame takes to encode. */
  readonly onEncode: (ms: number) => void;
}

type Sender = Pick<RTCRtpSender, 'getStats' | 'getParameters' | 'setParameters'>;

/**
 * Looks after the sender of a published picture: tells time and again how long a frame takes to encode, lets it ask for as many
 * bits as its frames are worth, and has the connection find out what it can carry where it thinks too little of itself.
 *
 * @returns the way to stop.
 */
export function watchSender(
  sender: Sender,
  { fps, sentFrames, onEncode }: SenderWatch,
): () => void {
  const headroom = new Headroom();
  const frameShare = new FrameShare(fps);
  const usual = sender.getParameters().encodings.map(({ maxBitrate }) => maxBitrate);
  const neededBps = usual.reduce<number>((sum, bps = 0) => sum + bps, 0);
  let [frames, seconds, factor] = [0, 0, 1];
  const ask = async () => {
    const reports = [...(await sender.getStats()).values()] as SenderReport[];
    const { framesEncoded = 0, totalEncodeTime = 0 } =
      reports.find(({ type }) => type === 'outbound-rtp') ?? {};
    if (framesEncoded > frames) {
      onEncode(((totalEncodeTime - seconds) / (framesEncoded - frames)) * 1000);
    }
    frames = framesEncoded;
    seconds = totalEncodeTime;
    const { availableOutgoingBitrate } =
      reports.find((report) => report.availableOutgoingBitrate !== undefined) ?? {};
    headroom.note(availableOutgoingBitrate, neededBps);
  };
  const limit = async () => {
    const share = frameShare.note(performance.now(), sentFrames());
    // What probes asks for more than it takes.
    const wanted = headroom.factor > 1 ? headroom.factor : share;
    if (wanted === factor) return;
    factor = wanted;
    await limitBitrates(sender, usual, factor);
  };
  const timers = [repeat(ask, ASK_MS), repeat(limit, LIMIT_MS)];
  return () => timers.forEach(clearInterval);
}

/** A sender that is gone has nothing to say. */
function repeat(work: () => Promise<void>, periodMs: number): number {
  return window.setInterval(() => void work().catch(() => undefined), periodMs);
}

/** Sets the most that each encoding may take to so many times its usual limit. */
async function limitBitrates(
  sender: Sender,
  usual: readonly (number | undefined)[],
  factor: number,
): Promise<void> {
  const parameters = sender.getParameters();
  for (const [i, encoding] of parameters.encodings.entries()) {
    const bps = usual[i];
    if (bps !== undefined) encoding.maxBitrate = Math.round(bps * factor);
  }
  await sender.setParameters(parameters);
}
