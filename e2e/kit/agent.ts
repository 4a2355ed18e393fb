import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { initializeLogger, voice } from '@livekit/agents';
import { AudioFrame, Room, RoomEvent, TrackKind, type RpcInvocationData } from '@livekit/rtc-node';
import type { LivekitServer } from '../../src/programs/index.ts';
import {
  AUDIO_STREAM_TOPIC,
  RPC_CLEAR_BUFFER,
  RPC_PLAYBACK_FINISHED,
  RPC_PLAYBACK_STARTED,
} from '../../src/protocol/index.ts';
import { waitUntil } from './eventually.ts';
import { mintToken } from './tokens.ts';
import type { Speech } from './wav.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** A playback report as it came over the wire. */
export interface Report {
  readonly method: 'started' | 'finished';
  readonly atMs: number;
  readonly positionSec: number;
  readonly interrupted: boolean;
  readonly payload: string;
}

/**
 * An agent in the room that speaks through LiveKit's own `DataStreamAudioOutput`, and notes every
 * report that the avatar sends it.
 */
export class TestAgent extends EventEmitter {
  readonly room = new Room();
  readonly reports: Report[] = [];
  readonly identity: string;
  readonly #avatar: string;
  #output: voice.DataStreamAudioOutput | undefined;

  constructor(identity = 'agent', avatar = 'avatar_worker') {
    super();
    this.identity = identity;
    this.#avatar = avatar;
  }

  async join(server: LivekitServer, room: string): Promise<this> {
    const token = await mintToken(server, { room, identity: this.identity, kind: 'agent' });
    await this.room.connect(server.url, token, { autoSubscribe: false, dynacast: false });
    this.room.on(RoomEvent.ParticipantConnected, () => this.emit('change'));
    this.room.on(RoomEvent.ParticipantDisconnected, () => this.emit('change'));
    return this;
  }

  /** Opens LiveKit's output towards the avatar, once per room. */
  openOutput(): this {
    // It registers its RPC handlers once per process, for one room: here they are the test's own.
    voice.DataStreamAudioOutput._playbackFinishedRpcRegistered = true;
    voice.DataStreamAudioOutput._playbackStartedRpcRegistered = true;
    this.#output = new voice.DataStreamAudioOutput({
      room: this.room,
      destinationIdentity: this.#avatar,
      waitRemoteTrack: TrackKind.KIND_VIDEO,
      waitPlaybackStart: true,
    });
    this.#watchReports();
    return this;
  }

  get output(): voice.DataStreamAudioOutput {
    if (!this.#output) throw new Error('Call openOutput() first.');
    return this.#output;
  }

  get finished(): Report[] {
    return this.reports.filter(({ method }) => method === 'finished');
  }

  /** Sends one segment as fast as it goes, closed at its end. */
  async say(speech: Speech, frameMs = 100): Promise<void> {
    const step = Math.round((speech.sampleRateHz * frameMs) / 1000);
    for (let at = 0; at < speech.samples.length; at += step) {
      const part = speech.samples.slice(at, at + step);
      await this.output.captureFrame(new AudioFrame(part, speech.sampleRateHz, 1, part.length));
    }
    this.output.flush();
    await this.#untilStreamClosed();
  }

  /** Asks for silence as a real agent does; resolves with the avatar's reply. */
  clear(): Promise<string> {
    return this.room.localParticipant!.performRpc({
      destinationIdentity: this.#avatar,
      method: RPC_CLEAR_BUFFER,
      payload: '',
    });
  }

  /** Sends a stream of any shape, as a faulty agent might. */
  async sendStream(
    attributes: Record<string, string>,
    chunks: readonly Uint8Array[],
    topic = AUDIO_STREAM_TOPIC,
  ): Promise<void> {
    const writer = await this.room.localParticipant!.streamBytes({
      name: 'AUDIO_test',
      topic,
      destinationIdentities: [this.#avatar],
      attributes,
    });
    for (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  }

  untilAvatarIsHere(): Promise<void> {
    return waitUntil(
      this,
      () => this.room.remoteParticipants.has(this.#avatar),
      'the avatar to join',
    );
  }

  untilAvatarIsGone(boundMs?: number): Promise<void> {
    const gone = () => !this.room.remoteParticipants.has(this.#avatar);
    return waitUntil(this, gone, 'the avatar to leave', boundMs);
  }

  untilFinished(count: number, boundMs?: number): Promise<void> {
    return waitUntil(
      this,
      () => this.finished.length >= count,
      `${count} finished reports`,
      boundMs,
    );
  }

  untilStarted(count: number): Promise<void> {
    const started = () => this.reports.length - this.finished.length;
    return waitUntil(this, () => started() >= count, `${count} started reports`);
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
  }

  /** LiveKit's output writes into the closing stream if the next segment follows too soon. */
  async #untilStreamClosed(): Promise<void> {
    const output = this.output as unknown as { streamWriter?: unknown };
    while (output.streamWriter !== undefined) await setImmediate();
  }

  #watchReports(): void {
    const local = this.room.localParticipant!;
    for (const method of [RPC_PLAYBACK_STARTED, RPC_PLAYBACK_FINISHED]) {
      local.registerRpcMethod(method, async (call) => this.#note(method, call));
    }
  }

  #note(method: string, call: RpcInvocationData): string {
    const finished = method === RPC_PLAYBACK_FINISHED;
    const event = finished ? voiceEvent(call.payload) : { playbackPosition: 0, interrupted: false };
    if (finished) this.output.onPlaybackFinished(event);
    else this.output.onPlaybackStarted(Date.now());
    this.reports.push({
      method: finished ? 'finished' : 'started',
      atMs: performance.now(),
      positionSec: event.playbackPosition,
      interrupted: event.interrupted,
      payload: call.payload,
    });
    this.emit('change');
    return 'ok';
  }
}

function voiceEvent(payload: string): { playbackPosition: number; interrupted: boolean } {
  const report = JSON.parse(payload) as { playback_position: number; interrupted: boolean };
  return { playbackPosition: report.playback_position, interrupted: report.interrupted };
}
