import { EventEmitter } from 'node:events';
import {
  AudioStream,
  ParticipantKind,
  Room,
  RoomEvent,
  TrackKind,
  type RemoteTrack,
} from '@livekit/rtc-node';
import type { LivekitServer } from '../../src/programs/index.ts';
import { ATTRIBUTE_PUBLISH_ON_BEHALF } from '../../src/protocol/index.ts';
import { waitUntil } from './eventually.ts';
import { HEARD_RATE_HZ } from './listener.ts';
import { mintToken } from './tokens.ts';

/** Louder than any noise of the codec: 30 dB below full scale. */
const LOUD = 1_000;
/** Half a second of LiveKit's blocks of 10 ms. */
const QUIET_BLOCKS = 50;

function isLoud(block: Int16Array): boolean {
  return block.some((sample) => Math.abs(sample) > LOUD);
}

/** A user who hears everyone in the room, and knows who is who. */
export class Ear extends EventEmitter {
  readonly room = new Room();
  readonly #heard = new Map<string, Int16Array[]>();

  async join(server: LivekitServer, room: string): Promise<this> {
    this.room.on(RoomEvent.TrackSubscribed, (track, _, { identity }) => {
      if (track.kind === TrackKind.KIND_AUDIO) void this.#hear(track, identity);
    });
    this.room.on(RoomEvent.ParticipantDisconnected, () => this.emit('change'));
    const token = await mintToken(server, { room, identity: 'ear' });
    await this.room.connect(server.url, token, { autoSubscribe: true, dynacast: false });
    return this;
  }

  /** Identity of the agent in the room, which is not its avatar. */
  get agent(): string {
    const agent = [...this.room.remoteParticipants.values()].find(
      ({ kind, attributes }) =>
        kind === ParticipantKind.AGENT && !(ATTRIBUTE_PUBLISH_ON_BEHALF in attributes),
    );
    if (!agent?.identity) throw new Error('There is no agent in the room.');
    return agent.identity;
  }

  /** Resolves when someone has left the room. */
  untilAbsent(identity: string): Promise<void> {
    const gone = () => !this.room.remoteParticipants.has(identity);
    return waitUntil(this, gone, `${identity} to leave`, 10_000);
  }

  /** Everything heard of one participant, in one piece. */
  soundOf(identity: string): Int16Array {
    return Int16Array.from((this.#heard.get(identity) ?? []).flatMap((block) => [...block]));
  }

  /** Resolves when so much was heard of someone. */
  untilHeard(identity: string, seconds: number): Promise<void> {
    const blocks = () => this.#heard.get(identity) ?? [];
    const heard = () => blocks().reduce((sum, { length }) => sum + length, 0) / HEARD_RATE_HZ;
    const target = heard() + seconds;
    return waitUntil(this, () => heard() >= target, `the sound of ${identity}`, 20_000);
  }

  /** Resolves when someone is not only heard, but makes a sound. */
  untilLoud(identity: string, boundMs = 30_000): Promise<void> {
    const speaks = () => isLoud(this.#heard.get(identity)?.at(-1) ?? new Int16Array(0));
    return waitUntil(this, speaks, `${identity} to speak`, boundMs);
  }

  /** Resolves when someone has made no sound for half a second, as heard here, however late that is. */
  untilQuiet(identity: string, boundMs = 30_000): Promise<void> {
    const isQuiet = () => {
      const recent = (this.#heard.get(identity) ?? []).slice(-QUIET_BLOCKS);
      return recent.length === QUIET_BLOCKS && !recent.some((block) => isLoud(block));
    };
    return waitUntil(this, isQuiet, `${identity} to fall silent`, boundMs);
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
  }

  async #hear(track: RemoteTrack, identity: string): Promise<void> {
    const blocks: Int16Array[] = [];
    this.#heard.set(identity, blocks);
    for await (const { data } of new AudioStream(track, HEARD_RATE_HZ, 1)) {
      blocks.push(data.slice());
      this.emit('change');
    }
  }
}
