/** The fields of WebRTC's statistics that are read here; every one may be missing. */
interface Stat {
  readonly type: string;
  readonly kind?: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly estimatedPlayoutTimestamp?: number;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
  readonly framesPerSecond?: number;
  readonly framesDropped?: number;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly mimeType?: string;
}

/** What was counted of one of an avatar's tracks since it began, at one moment. */
export interface Count {
  readonly inbound: Stat | undefined;
  readonly codec: string | undefined;
  readonly roundTripMs: number | undefined;
}

/** What a person wants to know about the way between them and the avatar. */
export interface Figures {
  /** To the LiveKit server and back. */
  readonly roundTripMs: number | undefined;
  /** How long sound, and pictures, wait here so that they can be played evenly. */
  readonly soundWaitsMs: number | undefined;
  readonly pictureWaitsMs: number | undefined;
  /** Positive: the picture is late. */
  readonly pictureBehindMs: number | undefined;
  readonly picture: string | undefined;
  /** Of the sound's packets since the last moment, 0 to 1. */
  readonly lost: number | undefined;
}

/** Picks what is read here out of a report of a track's receiver. */
export function readCount(report: Iterable<[string, Stat]>, kind: 'audio' | 'video'): Count {
  const stats = [...report].map(([, stat]) => stat);
  const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
  const codec = stats.find(({ type, mimeType }) => type === 'codec' && mimeType?.startsWith(kind));
  return {
    inbound: stats.find((stat) => stat.type === 'inbound-rtp' && stat.kind === kind),
    codec: codec?.mimeType?.split('/')[1],
    roundTripMs: toMs(pair?.currentRoundTripTime),
  };
}

export interface Counts {
  readonly sound: Count | undefined;
  readonly picture: Count | undefined;
}

/** What happened between two moments; what WebRTC does not tell is undefined. */
export function compareCounts(before: Counts | undefined, now: Counts): Figures {
  const { sound, picture } = now;
  return {
    roundTripMs: sound?.roundTripMs ?? picture?.roundTripMs,
    soundWaitsMs: waitMs(before?.sound?.inbound, sound?.inbound),
    pictureWaitsMs: waitMs(before?.picture?.inbound, picture?.inbound),
    pictureBehindMs: difference(
      sound?.inbound?.estimatedPlayoutTimestamp,
      picture?.inbound?.estimatedPlayoutTimestamp,
    ),
    picture: describePicture(picture),
    lost: lostShare(before?.sound?.inbound, sound?.inbound),
  };
}

/** The buffer's counters are sums over all that has passed. */
function waitMs(before: Stat | undefined, now: Stat | undefined): number | undefined {
  const sec = difference(now?.jitterBufferDelay, before?.jitterBufferDelay ?? 0);
  const count = difference(now?.jitterBufferEmittedCount, before?.jitterBufferEmittedCount ?? 0);
  return sec === undefined || !count ? undefined : (sec / count) * 1000;
}

function lostShare(before: Stat | undefined, now: Stat | undefined): number | undefined {
  const lost = difference(now?.packetsLost, before?.packetsLost ?? 0);
  const received = difference(now?.packetsReceived, before?.packetsReceived ?? 0);
  if (lost === undefined || !received) return undefined;
  return Math.max(0, lost) / (Math.max(0, lost) + received);
}

function describePicture(count: Count | undefined): string | undefined {
  const { frameWidth, frameHeight, framesPerSecond } = count?.inbound ?? {};
  if (frameWidth === undefined || frameHeight === undefined) return undefined;
  const rate = framesPerSecond === undefined ? '' : ` · ${Math.round(framesPerSecond)} fps`;
  return `${frameWidth} × ${frameHeight}${rate} · ${count?.codec ?? 'unknown codec'}`;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function toMs(sec: number | undefined): number | undefined {
  return sec === undefined ? undefined : sec * 1000;
}
