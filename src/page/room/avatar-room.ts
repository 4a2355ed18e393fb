import {
  ParticipantEvent,
  ParticipantKind,
  Room,
  RoomEvent,
  RpcError,
  Track,
  type ByteStreamReader,
  type LocalTrackPublication,
  type RemoteParticipant,
  type RpcInvocationData,
} from 'livekit-client';
import {
  ATTRIBUTE_AGENT_STATE,
  AUDIO_STREAM_TOPIC,
  encodePlaybackFinished,
  expressRequestSchema,
  gestureRequestSchema,
  RPC_BAD_REQUEST,
  RPC_CLEAR_BUFFER,
  RPC_EXPRESS,
  RPC_FORBIDDEN,
  RPC_GESTURE,
  RPC_PLAYBACK_FINISHED,
  RPC_PLAYBACK_STARTED,
  type ExpressRequest,
  type GestureRequest,
} from '../../protocol/index.ts';
import { connect } from './connect.ts';
import { ControllerChoice } from './controller.ts';
import { departureOf, type Departure } from './departure.ts';
import { tellCall, type Probe } from '../probe/index.ts';
import { parseRequest } from './parse-request.ts';
import { ReportOutbox } from './report-outbox.ts';

/** How long the voice waits for someone who is in the room and does not take it. */
const EARS_WAIT_MS = 2_000;

/** What the room tells the session. */
export interface AvatarRoomHandlers {
  /** The controller opened a stream of speech. */
  onSpeech(stream: ByteStreamReader): void;
  /** The controller wants silence. */
  onClear(): void;
  /** The controller asks for a mood; what is thrown is the answer. */
  onExpress(request: ExpressRequest): void;
  /** The controller asks for a gesture; what is thrown is the answer. */
  onGesture(request: GestureRequest): void;
  /** The controller came (its identity) or went (undefined). */
  onController(identity: string | undefined): void;
  /** The controller's `lk.agent.state` changed. */
  onAgentState(state: string): void;
  /** The connection ended, by whoever's wish. */
  onDeparture(departure: Departure): void;
  onTrouble(message: string, cause?: unknown): void;
}

/** The avatar's side of the room: who speaks to us, what they send, and what we report back. */
export class AvatarRoom {
  readonly room: Room;
  readonly #handlers: AvatarRoomHandlers;
  readonly #choice: ControllerChoice;
  readonly #probe: Probe;
  readonly #outbox: ReportOutbox;
  /** From here on it is known who is there, and tracks may be published; their way is still to be found. */
  readonly #entered = Promise.withResolvers<void>();
  #controllerPresent: string | undefined;
  #controllerPresence = Promise.withResolvers<void>();

  constructor(
    options: { controller: string | undefined; onBehalfOf: string | undefined },
    handlers: AvatarRoomHandlers,
    probe: Probe,
  ) {
    this.#handlers = handlers;
    this.#probe = probe;
    this.#choice = new ControllerChoice(options.controller, options.onBehalfOf);
    this.room = new Room({ disconnectOnPageLeave: true, stopLocalTrackOnUnpublish: true });
    this.#outbox = new ReportOutbox({
      perform: (method, payload) => this.#callController(method, payload),
      controllerPresent: () => this.#controllerPresence.promise,
      onTrouble: (message, cause) => handlers.onTrouble(message, cause),
    });
    // Before connecting: a stream that opens earlier would be lost without a trace.
    this.room.registerByteStreamHandler(AUDIO_STREAM_TOPIC, (reader, { identity }) =>
      this.#receive(reader, identity),
    );
    this.#answer(RPC_CLEAR_BUFFER, (call) => this.#clear(call));
    this.#answer(RPC_EXPRESS, (call) =>
      this.#act(call, (payload) => handlers.onExpress(parseRequest(expressRequestSchema, payload))),
    );
    this.#answer(RPC_GESTURE, (call) =>
      this.#act(call, (payload) => handlers.onGesture(parseRequest(gestureRequestSchema, payload))),
    );
    this.#listen();
  }

  /**
   * @throws {PageError}
   */
  async join(url: string, token: string): Promise<void> {
    this.room.options.webAudioMix = { audioContext: openStillContext() };
    await connect(this.room, url, token);
    // Not before: a join that fails is told by what it throws.
    this.room.on(RoomEvent.Disconnected, (reason) =>
      this.#handlers.onDeparture(departureOf(reason)),
    );
    this.#lookForController();
  }

  /**
   * Resolves when the voice, once published, reaches a first listener: what is said before, everybody
   * misses. At once when nobody is here who could listen, and after two seconds in any case.
   */
  async untilHeard(): Promise<void> {
    await this.#entered.promise;
    if (![...this.room.remoteParticipants.values()].some(isListener)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const onSubscribed = ({ kind }: LocalTrackPublication) => {
      if (kind === Track.Kind.Audio) resolve();
    };
    this.room.on(RoomEvent.LocalTrackSubscribed, onSubscribed);
    const timer = setTimeout(resolve, EARS_WAIT_MS);
    await promise;
    clearTimeout(timer);
    this.room.off(RoomEvent.LocalTrackSubscribed, onSubscribed);
  }

  reportStarted(): void {
    this.#outbox.send(RPC_PLAYBACK_STARTED, '');
  }

  reportFinished(positionSec: number, interrupted: boolean): void {
    this.#outbox.send(RPC_PLAYBACK_FINISHED, encodePlaybackFinished(positionSec, interrupted));
  }

  /** Leaves properly: others see the avatar go at once. Idempotent. */
  async leave(): Promise<void> {
    await this.room.disconnect();
  }

  #listen(): void {
    this.room
      .on(RoomEvent.SignalConnected, () => this.#entered.resolve())
      .on(RoomEvent.ParticipantConnected, () => this.#lookForController())
      .on(RoomEvent.ParticipantDisconnected, () => this.#lookForController())
      .on(RoomEvent.Reconnected, () => this.#lookForController());
  }

  #lookForController(): void {
    const remotes = [...this.room.remoteParticipants.values()];
    this.#choice.consider(remotes.toSorted(byJoinTime).map(toCandidate));
    const identity = this.#choice.identity;
    const controller = remotes.find((participant) => participant.identity === identity);
    if (controller?.identity === this.#controllerPresent) return;
    this.#controllerPresent = controller?.identity;
    if (controller) this.#controllerPresence.resolve();
    else this.#controllerPresence = Promise.withResolvers<void>();
    this.#handlers.onController(controller?.identity);
    if (controller) this.#followState(controller);
  }

  #followState(controller: RemoteParticipant): void {
    const tell = () => {
      const state = controller.attributes[ATTRIBUTE_AGENT_STATE];
      if (state) this.#handlers.onAgentState(state);
    };
    controller.on(ParticipantEvent.AttributesChanged, tell);
    tell();
  }

  /** Others' streams are somebody else's business: they are let go, unread. */
  #receive(reader: ByteStreamReader, identity: string): void {
    this.#lookForController();
    if (identity === this.#choice.identity) this.#handlers.onSpeech(reader);
    else void reader[Symbol.asyncIterator]().return();
  }

  async #clear({ callerIdentity }: RpcInvocationData): Promise<string> {
    this.#lookForController();
    if (callerIdentity !== this.#choice.identity) return 'reject';
    this.#handlers.onClear();
    return 'ok';
  }

  async #act(call: RpcInvocationData, act: (payload: string) => void): Promise<string> {
    if (call.callerIdentity !== this.#choice.identity) {
      throw new RpcError(RPC_FORBIDDEN, 'Only the agent of this avatar may ask for that.');
    }
    try {
      act(call.payload);
      return 'ok';
    } catch (error) {
      throw new RpcError(RPC_BAD_REQUEST, error instanceof Error ? error.message : String(error));
    }
  }

  #callController(method: string, payload: string): Promise<string> {
    const destinationIdentity = this.#choice.identity!;
    return tellCall(this.#probe, { direction: 'out', method, payload }, () =>
      this.room.localParticipant.performRpc({ destinationIdentity, method, payload }),
    );
  }

  #answer(method: string, answer: (call: RpcInvocationData) => Promise<string>): void {
    this.room.registerRpcMethod(method, (call) =>
      tellCall(this.#probe, { direction: 'in', method, payload: call.payload }, () => answer(call)),
    );
  }
}

function byJoinTime(a: RemoteParticipant, b: RemoteParticipant): number {
  return (a.joinedAt?.getTime() ?? 0) - (b.joinedAt?.getTime() ?? 0);
}

/** People, telephones and recorders; agents talk to each other by other ways. */
function isListener({ kind }: RemoteParticipant): boolean {
  return kind !== ParticipantKind.AGENT;
}

function toCandidate(participant: RemoteParticipant) {
  return {
    identity: participant.identity,
    isAgent: participant.kind === ParticipantKind.AGENT,
    attributes: participant.attributes,
  };
}

/** The room would run an audio clock for voices that it plays, and it plays none here: this one never runs. */
function openStillContext(): AudioContext {
  const context = new OfflineAudioContext(1, 1, 48_000);
  context.resume = () => Promise.resolve();
  return context as unknown as AudioContext;
}
