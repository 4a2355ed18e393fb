import { EventEmitter } from 'node:events';
import {
  AudioStream,
  Room,
  RoomEvent,
  TrackKind,
  VideoBufferType,
  VideoStream,
  type RemoteTrack,
} from '@livekit/rtc-node';
import type { LivekitServer } from '../../src/programs/index.ts';
import { waitUntil } from './eventually.ts';
import { mintToken } from './tokens.ts';

export const HEARD_RATE_HZ = 48_000;

/** One decoded picture, thinned out. */
export interface Seen {
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
  /** Mean brightness of the part of the picture where the mouth is. */
  readonly mouthLuma: number;
  /** Mean change of that part since the last picture. */
  readonly mouthChange: number;
}

/** Where a portrait's mouth is, in parts of the picture. */
const MOUTH = { left: 0.42, right: 0.58, top: 0.5, bottom: 0.72 };

/** A user in the room, who decodes what the avatar publishes. */
export class Listener extends EventEmitter {
  readonly room = new Room();
  /** Blocks of sound as they came. */
  readonly heard: { readonly atMs: number; readonly samples: Int16Array }[] = [];
  readonly seen: Seen[] = [];
  readonly sources: { readonly kind: TrackKind; readonly source: number; readonly sid: string }[] =
    [];
  #lastMouth: Uint8Array | undefined;

  async join(server: LivekitServer, room: string, avatar = 'avatar_worker'): Promise<this> {
    this.room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
      if (participant.identity !== avatar) return;
      this.sources.push({ kind: track.kind!, source: publication.source!, sid: track.sid! });
      void (track.kind === TrackKind.KIND_AUDIO ? this.#hear(track) : this.#see(track));
      this.emit('change');
    });
    const token = await mintToken(server, { room, identity: 'user' });
    await this.room.connect(server.url, token, { autoSubscribe: true, dynacast: false });
    return this;
  }

  /** Everything heard so far, in one piece. */
  sound(): Int16Array {
    const all = new Int16Array(this.heard.reduce((sum, { samples }) => sum + samples.length, 0));
    let at = 0;
    for (const { samples } of this.heard) {
      all.set(samples, at);
      at += samples.length;
    }
    return all;
  }

  untilHearing(): Promise<void> {
    return waitUntil(this, () => this.heard.length > 10, 'the avatar’s sound');
  }

  untilSeeing(pictures = 5): Promise<void> {
    return waitUntil(this, () => this.seen.length >= pictures, 'the avatar’s picture');
  }

  /** Resolves when `seconds` more of sound have come in. */
  untilHeardFor(seconds: number): Promise<void> {
    const target = this.#heardSec() + seconds;
    const bound = (seconds + 15) * 1000;
    return waitUntil(this, () => this.#heardSec() >= target, `${seconds} s of sound`, bound);
  }

  /**
   * Seconds of sound that came too late for this listener's receiver, or never, since it joined: what it
   * made up for them is no measure of what was sent.
   */
  async missedSec(): Promise<number> {
    const { publisherStats, subscriberStats } = await this.room.getRtcStats();
    let samples = 0;
    for (const { stats } of [...publisherStats, ...subscriberStats]) {
      if (stats.case !== 'inboundRtp') continue;
      const { concealedSamples = 0n, silentConcealedSamples = 0n } = stats.value.inbound ?? {};
      samples += Number(concealedSamples - silentConcealedSamples);
    }
    return samples / HEARD_RATE_HZ;
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
  }

  #heardSec(): number {
    return this.heard.reduce((sum, { samples }) => sum + samples.length, 0) / HEARD_RATE_HZ;
  }

  async #hear(track: RemoteTrack): Promise<void> {
    for await (const frame of new AudioStream(track, HEARD_RATE_HZ, 1)) {
      this.heard.push({ atMs: performance.now(), samples: frame.data.slice() });
      this.emit('change');
    }
  }

  async #see(track: RemoteTrack): Promise<void> {
    for await (const { frame } of new VideoStream(track)) {
      const { width, height } = frame;
      const i420 =
        frame.type === VideoBufferType.I420 ? frame : frame.convert(VideoBufferType.I420);
      const mouth = cropMouth(i420.data, width, height);
      this.seen.push({
        atMs: performance.now(),
        width,
        height,
        mouthLuma: mean(mouth),
        mouthChange: this.#lastMouth ? meanDifference(mouth, this.#lastMouth) : 0,
      });
      this.#lastMouth = mouth;
      this.emit('change');
    }
  }
}

function cropMouth(luma: Uint8Array, width: number, height: number): Uint8Array {
  const left = Math.round(MOUTH.left * width);
  const right = Math.round(MOUTH.right * width);
  const rows: number[] = [];
  for (let y = Math.round(MOUTH.top * height); y < MOUTH.bottom * height; y += 2) {
    for (let x = left; x < right; x += 2) rows.push(luma[y * width + x]!);
  }
  return Uint8Array.from(rows);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}
