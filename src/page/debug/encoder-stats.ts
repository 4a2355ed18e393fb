import type { Probe } from '../probe/index.ts';

const PERIOD_MS = 1_000;

/** What of WebRTC's reports is needed here (webrtc-stats). */
interface Report {
  readonly id: string;
  readonly type: string;
  readonly active?: boolean;
  readonly bytesSent?: number;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly encoderImplementation?: string;
  readonly targetBitrate?: number;
  readonly framesPerSecond?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesEncoded?: number;
  readonly totalEncodeTime?: number;
  readonly qualityLimitationReason?: string;
  readonly roundTripTime?: number;
}

/**
 * Asks the sender of the picture, once a second, how it fares, and tells the probe.
 *
 * @returns the way to stop asking.
 */
export function tellEncoder(sender: RTCRtpSender, probe: Probe): () => void {
  let last: { bytes: number; atMs: number; frames: number; seconds: number } | undefined;
  const ask = async () => {
    const reports = [...(await sender.getStats()).values()] as Report[];
    const layers = reports.filter(
      ({ type, active }) => type === 'outbound-rtp' && active !== false,
    );
    const main = layers.at(-1);
    if (!main) return;
    const bytes = layers.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0);
    const { framesEncoded: frames = 0, totalEncodeTime: seconds = 0 } = main;
    const now = { bytes, atMs: performance.now(), frames, seconds };
    probe.tell?.({
      type: 'encoder',
      codec: reports.find(({ id }) => id === main.codecId)?.mimeType?.replace('video/', ''),
      implementation: main.encoderImplementation,
      kbps: last && (8 * (bytes - last.bytes)) / (now.atMs - last.atMs),
      targetKbps: main.targetBitrate && main.targetBitrate / 1000,
      fps: main.framesPerSecond,
      layers: layers.length,
      width: main.frameWidth,
      height: main.frameHeight,
      encodeMs:
        last && frames > last.frames
          ? ((seconds - last.seconds) / (frames - last.frames)) * 1000
          : undefined,
      limitation: main.qualityLimitationReason,
      roundTripMs: roundTripMs(reports),
    });
    last = now;
  };
  const timer = setInterval(() => void ask().catch(() => undefined), PERIOD_MS);
  return () => clearInterval(timer);
}

function roundTripMs(reports: readonly Report[]): number | undefined {
  const report = reports.find(({ type }) => type === 'remote-inbound-rtp');
  return report?.roundTripTime === undefined ? undefined : report.roundTripTime * 1000;
}
