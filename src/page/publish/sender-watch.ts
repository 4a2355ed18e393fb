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
  const usual = sender.getParameters().encodings.map(({ maxBitrate }) => maxBitrate);
  const neededBps = usual.reduce<number>((sum, bps = 0) => sum + bps, 0);
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
    const factor = headroom.note(availableOutgoingBitrate, neededBps);
    if (factor !== before) await limitBitrates(sender, usual, factor);
  };
  const timer = setInterval(() => void ask().catch(() => undefined), PERIOD_MS);
  return () => clearInterval(timer);
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
