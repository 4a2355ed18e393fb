import { Headroom } from './headroom.ts';

/** How often the sender is asked. */
const PERIOD_MS = 2_000;

/** What of an `outbound-rtp` or `candidate-pair` report is needed here. */
interface SenderReport {
  readonly type: string;
  readonly framesEncoded?: number;
  readonly totalEncodeTime?: number;
  readonly availableOutgoingBitrate?: number;
}

type Sender = Pick<RTCRtpSender, 'getStats' | 'getParameters' | 'setParameters'>;

/**
 * Looks after the sender of a published picture: tells time and again how long a frame takes to encode,
 * and has the connection find out what it can carry where it thinks too little of itself.
 *
 * @returns the way to stop.
 */
export function watchSender(sender: Sender, onEncode: (ms: number) => void): () => void {
  const headroom = new Headroom();
  let frames = 0;
  let seconds = 0;
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
    const before = headroom.factor;
    const after = headroom.note(availableOutgoingBitrate, mostBitrate(sender) / before);
    if (after !== before) await scaleBitrates(sender, after / before);
  };
  const timer = setInterval(() => void ask().catch(() => undefined), PERIOD_MS);
  return () => clearInterval(timer);
}

/** What the picture may take at most, in bits per second. */
function mostBitrate(sender: Sender): number {
  return sender.getParameters().encodings.reduce((sum, { maxBitrate = 0 }) => sum + maxBitrate, 0);
}

async function scaleBitrates(sender: Sender, by: number): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    if (encoding.maxBitrate) encoding.maxBitrate = Math.round(encoding.maxBitrate * by);
  }
  await sender.setParameters(parameters);
}
