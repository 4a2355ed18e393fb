import { EventEmitter } from 'node:events';
import { ReadableStream } from 'node:stream/web';
import { initializeLogger, voice } from '@livekit/agents';
import { AudioFrame, Room, RoomEvent } from '@livekit/rtc-node';
import {
  AvatarSession,
  type AvatarError,
  type AvatarSessionOptions,
  type AvatarState,
} from '../../src/agent/index.ts';
import type { LivekitServer } from '../../src/programs/index.ts';
import { makeChirp } from './chirp.ts';
import { waitUntil } from './eventually.ts';
import { mintToken } from './tokens.ts';
import type { Speech } from './wav.ts';

initializeLogger({ pretty: false, level: process.env['AGENT_LOG'] ?? 'silent' });

type AgentOptions = ConstructorParameters<typeof voice.Agent>[0];

/** What the agent's framework was told of a segment. */
export interface Finished {
  readonly atMs: number;
  readonly positionSec: number;
  readonly interrupted: boolean;
}

/**
 * An agent as its author writes it: LiveKit's session, our avatar session, nothing else. It can also
 * speak straight into the output, in the order in which LiveKit's framework does.
 */
export class VoicedAgent extends EventEmitter {
  readonly room = new Room();
  readonly session = new voice.AgentSession({
    vad: null,
    turnHandling: { turnDetection: 'manual', interruption: { resumeFalseInterruption: false } },
    userAwayTimeout: null,
  });
  readonly finished: Finished[] = [];
  readonly started: number[] = [];
  readonly states: AvatarState[] = [];
  readonly causes: AvatarError[] = [];
  readonly avatar: AvatarSession;
  readonly identity: string;

  constructor(options: AvatarSessionOptions, identity = 'agent') {
    super();
    this.identity = identity;
    this.avatar = new AvatarSession({
      ...options,
      onStateChanged: (state, cause) => {
        this.states.push(state);
        if (cause) this.causes.push(cause);
        this.emit('change');
      },
    });
  }

  async join(server: LivekitServer, room: string): Promise<this> {
    const token = await mintToken(server, { room, identity: this.identity, kind: 'agent' });
    await this.room.connect(server.url, token, { autoSubscribe: false, dynacast: false });
    this.room.on(RoomEvent.ParticipantConnected, () => this.emit('change'));
    this.room.on(RoomEvent.ParticipantDisconnected, () => this.emit('change'));
    return this;
  }

  /** The two lines. */
  async startAvatar(server: LivekitServer): Promise<this> {
    await this.avatar.start(this.session, this.room, {
      livekitUrl: server.url,
      livekitApiKey: server.apiKey,
      livekitApiSecret: server.apiSecret,
    });
    this.output.on(voice.AudioOutput.EVENT_PLAYBACK_FINISHED, (event) => {
      const { playbackPosition, interrupted } = event as voice.PlaybackFinishedEvent;
      this.finished.push({ atMs: performance.now(), positionSec: playbackPosition, interrupted });
      this.emit('change');
    });
    this.output.on(voice.AudioOutput.EVENT_PLAYBACK_STARTED, () => {
      this.started.push(performance.now());
      this.emit('change');
    });
    return this;
  }

  get output(): voice.AudioOutput {
    return this.session.output.audio!;
  }

  /** Starts LiveKit's session, whose framework then owns the output. */
  async startSession(options: Pick<AgentOptions, 'llm' | 'tools'> = {}): Promise<void> {
    const agent = new voice.Agent({ instructions: 'Speak.', ...options });
    await this.session.start({ agent, room: this.room, inputOptions: { audioEnabled: false } });
  }

  /** What an author does: the framework forwards, waits and interrupts. */
  speakThroughSession(text: string, speech: Speech): voice.SpeechHandle {
    return this.session.say(text, { audio: framesOf(speech) });
  }

  /** Says one segment, as fast as it is taken. */
  async say(speech: Speech, frameMs = 100): Promise<void> {
    await this.begin(speech, frameMs);
    this.output.flush();
  }

  /** Says it without an end: more may follow. */
  async begin(speech: Speech, frameMs = 100): Promise<void> {
    const step = Math.round((speech.sampleRateHz * frameMs) / 1000);
    for (let at = 0; at < speech.samples.length; at += step) {
      const part = speech.samples.subarray(at, at + step);
      await this.output.captureFrame(new AudioFrame(part, speech.sampleRateHz, 1, part.length));
    }
  }

  async sayChirp(hz: number, seconds: number): Promise<void> {
    const samples = makeChirp(24_000, hz, seconds);
    await this.say({ samples, sampleRateHz: 24_000, durationSec: seconds });
  }

  /** Interrupts, as LiveKit's framework does behind a flush. */
  clear(): void {
    this.output.clearBuffer();
  }

  untilFinished(count: number, boundMs?: number): Promise<void> {
    const enough = () => this.finished.length >= count;
    return waitUntil(this, enough, `${count} segments to finish`, boundMs);
  }

  untilStarted(count: number, boundMs?: number): Promise<void> {
    const enough = () => this.started.length >= count;
    return waitUntil(this, enough, `${count} segments to start`, boundMs);
  }

  untilState(state: AvatarState, boundMs = 30_000): Promise<void> {
    return waitUntil(this, () => this.avatar.state === state, `the state ${state}`, boundMs);
  }

  hasAvatar(identity = 'avatar_worker'): boolean {
    return this.room.remoteParticipants.has(identity);
  }

  untilAvatarIsGone(boundMs?: number, identity?: string): Promise<void> {
    return waitUntil(this, () => !this.hasAvatar(identity), 'the avatar to leave', boundMs);
  }

  async leave(): Promise<void> {
    await this.avatar.aclose();
    await this.session.close();
    await this.room.disconnect();
  }
}

function framesOf({ samples, sampleRateHz }: Speech): ReadableStream<AudioFrame> {
  const step = sampleRateHz / 10;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const part = samples.slice(at, (at += step));
      if (part.length === 0) controller.close();
      else controller.enqueue(new AudioFrame(part, sampleRateHz, 1, part.length));
    },
  });
}
