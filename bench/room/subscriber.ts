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
import { waitUntil } from '../../e2e/kit/eventually.ts';
import { mintToken } from '../../e2e/kit/tokens.ts';
import type { ServerAccess } from '../../src/programs/index.ts';
import { Arrival, LOOK_MS } from './arrival.ts';
import { cropLuma, type Region } from './crop.ts';
import { BLOCK_MS, type Picture, type Recording, type SoundBlock } from './recording.ts';

const HEARD_RATE_HZ = 48_000;
/** Handed over one by one, they took a third of the time of a user's main thread, on cores that avatars need. */
const BLOCKS_AT_ONCE = 5;

/** A user who decodes what the avatar publishes, and keeps it to be looked at later. */
export class Subscriber extends EventEmitter {
  readonly room = new Room();
  readonly #sound: SoundBlock[] = [];
  readonly #pictures: Picture[] = [];
  readonly #publishedMs = new Map<TrackKind, number>();
  readonly #arrival = new Arrival(performance.now());
  readonly #looking = setInterval(() => this.#arrival.look(performance.now()), LOOK_MS);
  readonly #region: Region;
  readonly #avatar: string;

  /** @param region the part of the picture that is kept. */
  constructor(region: Region, avatar = 'avatar_worker') {
    super();
    this.#region = region;
    this.#avatar = avatar;
  }

  async join(server: ServerAccess, room: string): Promise<this> {
    this.room.on(RoomEvent.TrackPublished, ({ kind }, { identity }) => {
      if (identity !== this.#avatar) return;
      this.#publishedMs.set(kind!, performance.now());
      this.emit('change');
    });
    this.room.on(RoomEvent.TrackSubscribed, (track, _, { identity }) => {
      if (identity !== this.#avatar) return;
      void (track.kind === TrackKind.KIND_AUDIO ? this.#hear(track) : this.#see(track));
    });
    const token = await mintToken(server, { room, identity: 'user' });
    await this.room.connect(server.url, token, { autoSubscribe: true, dynacast: false });
    return this;
  }

  /** When both tracks had been published. */
  async untilPublished(boundMs = 60_000): Promise<number> {
    const both = () => this.#publishedMs.size === 2;
    await waitUntil(this, both, 'the avatar’s two tracks', boundMs);
    return Math.max(...this.#publishedMs.values());
  }

  untilSeeing(pictures = 15): Promise<void> {
    const seen = () => this.#pictures.length >= pictures;
    return waitUntil(this, seen, 'the avatar’s picture', 30_000);
  }

  get recording(): Recording {
    return { sound: this.#sound, pictures: this.#pictures };
  }

  async leave(): Promise<void> {
    clearInterval(this.#looking);
    await this.room.disconnect();
  }

  async #hear(track: RemoteTrack): Promise<void> {
    const frameSizeMs = BLOCKS_AT_ONCE * BLOCK_MS;
    const stream = new AudioStream(track, {
      sampleRate: HEARD_RATE_HZ,
      numChannels: 1,
      frameSizeMs,
    });
    for await (const { data } of stream) {
      const endMs = performance.now();
      const samples = data.slice();
      const length = samples.length / BLOCKS_AT_ONCE;
      for (let i = 0; i < BLOCKS_AT_ONCE; i++) {
        const atMs = endMs - (BLOCKS_AT_ONCE - 1 - i) * BLOCK_MS;
        this.#sound.push({ atMs, samples: samples.subarray(i * length, (i + 1) * length) });
      }
    }
  }

  async #see(track: RemoteTrack): Promise<void> {
    for await (const { frame, timestampUs } of new VideoStream(track)) {
      const atMs = this.#arrival.at(performance.now(), Number(timestampUs) / 1000);
      const { width, height, data } =
        frame.type === VideoBufferType.I420 ? frame : frame.convert(VideoBufferType.I420);
      const luma = cropLuma(data, width, height, this.#region);
      freeNow(frame.data);
      this.#pictures.push({ atMs, width, height, luma });
      this.emit('change');
    }
  }
}

/**
 * Gives a picture's memory back: thirty of them a second, left to the garbage collector, would bring it
 * to work on all cores once a second, and the avatar on the same machine would stall.
 */
function freeNow({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
