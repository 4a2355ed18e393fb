/** How often the encoder is asked. */
const PERIOD_MS = 2_000;

/** What of an `outbound-rtp` report is needed here. */
interface EncoderReport {
  readonly type: string;
  readonly framesEncoded?: number;
  readonly totalEncodeTime?: number;
}

/**
 * Asks the encoder of a published track, time and again, how long a frame takes.
 *
 * @returns the way to stop asking.
 */
export function watchEncoder(
  sender: Pick<RTCRtpSender, 'getStats'>,
  onEncode: (ms: number) => void,
): () => void {
  let frames = 0;
  let seconds = 0;
  const ask = async () => {
    const reports = [...(await sender.getStats()).values()] as EncoderReport[];
    const report = reports.find(({ type }) => type === 'outbound-rtp');
    const { framesEncoded = 0, totalEncodeTime = 0 } = report ?? {};
    if (framesEncoded > frames) {
      onEncode(((totalEncodeTime - seconds) / (framesEncoded - frames)) * 1000);
    }
    frames = framesEncoded;
    seconds = totalEncodeTime;
  };
  const timer = setInterval(() => void ask().catch(() => undefined), PERIOD_MS);
  return () => clearInterval(timer);
}
