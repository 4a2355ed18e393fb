import { EventEmitter } from 'node:events';
import { Room } from '@livekit/rtc-node';
import type { LivekitServer } from '../../src/programs/index.ts';
import {
  AUDIO_STREAM_TOPIC,
  encodePlaybackFinished,
  RPC_CLEAR_BUFFER,
  RPC_PLAYBACK_FINISHED,
} from '../../src/protocol/index.ts';
import { waitUntil } from './eventually.ts';
import { mintToken } from './tokens.ts';

/** The far end of the wire: takes streams and clears, and answers only when it is told to. */
export class WirePeer extends EventEmitter {
  readonly room = new Room();
  /** Each whole stream, in the order in which they ended. */
  readonly streams: Buffer[] = [];
  clears = 0;
  /** What a clear meets with. */
  onClear: () => Promise<string> = async () => 'ok';

  async join(server: LivekitServer, room: string): Promise<this> {
    this.room.registerByteStreamHandler(AUDIO_STREAM_TOPIC, (reader) => {
      void reader.readAll().then((chunks) => {
        this.streams.push(Buffer.concat(chunks));
        this.emit('change');
      });
    });
    const token = await mintToken(server, {
      room,
      identity: 'avatar_worker',
      kind: 'agent',
      onBehalfOf: 'agent',
    });
    await this.room.connect(server.url, token, { autoSubscribe: false, dynacast: false });
    this.room.localParticipant!.registerRpcMethod(RPC_CLEAR_BUFFER, () => {
      this.clears++;
      this.emit('change');
      return this.onClear();
    });
    return this;
  }

  report(positionSec: number, interrupted: boolean, agent = 'agent'): Promise<string> {
    return this.room.localParticipant!.performRpc({
      destinationIdentity: agent,
      method: RPC_PLAYBACK_FINISHED,
      payload: encodePlaybackFinished(positionSec, interrupted),
    });
  }

  untilStreams(count: number): Promise<void> {
    return waitUntil(this, () => this.streams.length >= count, `${count} streams`, 5_000);
  }

  untilClears(count: number): Promise<void> {
    return waitUntil(this, () => this.clears >= count, `${count} clears`, 5_000);
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
  }
}
