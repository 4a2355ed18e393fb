import { getJobContext, log, voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { RPC_EXPRESS, RPC_GESTURE } from '../protocol/index.ts';
import { actingTools, type ExpressWishes, type GestureWish } from './acting-tools.ts';
import { AvatarError } from './avatar-error.ts';
import { AvatarKeeper } from './avatar-keeper.ts';
import type { AvatarState } from './avatar-state.ts';
import { DispatcherClient } from './launch/dispatcher-client.ts';
import type { Launched } from './launch/launch-avatar.ts';
import { act } from './room/act.ts';
import {
  readLivekitAccess,
  readSettings,
  type AvatarSessionOptions,
  type AvatarStartOptions,
} from './settings.ts';
import { AvatarAudioOutput } from './speech/avatar-audio-output.ts';

/**
 * Gives an agent a face.
 *
 * @example
 * ```ts
 * const avatar = new AvatarSession({ avatar: 'mira' });
 * await avatar.start(session, ctx.room);
 * await session.start({ agent, room: ctx.room });
 * ```
 */
export class AvatarSession extends voice.AvatarSession {
  readonly #options: AvatarSessionOptions;
  #keeper: AvatarKeeper | undefined;
  #agentSession: voice.AgentSession | undefined;
  #room: Room | undefined;

  constructor(options: AvatarSessionOptions = {}) {
    super();
    this.#options = options;
  }

  override get avatarIdentity(): string {
    return this.#keeper?.identity ?? readSettings(this.#options).identity;
  }

  override get provider(): string {
    return 'mouthpiece';
  }

  get state(): AvatarState {
    return this.#keeper?.state ?? 'idle';
  }

  /**
   * Launches the avatar and lets it speak for the session. Call it after the agent has joined its
   * room, and before `session.start()`.
   *
   * @returns when the avatar is in the room and can speak; with `voice-only`, also when it could
   *   not come.
   * @throws {AvatarError} `configuration`, `unreachable`, `refused` or `join_timeout`.
   */
  override async start(
    agentSession: voice.AgentSession,
    room: Room,
    options: AvatarStartOptions = {},
  ): Promise<void> {
    if (this.#keeper) {
      throw new AvatarError(
        'configuration',
        'This avatar session was started before: make a new AvatarSession for each agent session.',
      );
    }
    const settings = readSettings(this.#options);
    const access = readLivekitAccess(options);
    checkJoined(room, settings.identity);
    this.#agentSession = agentSession;
    this.#room = room;
    const output = new AvatarAudioOutput();
    const client = new DispatcherClient(settings);
    // Asked now: what the room tells later is told outside of the job's context.
    const job = getJobContext(false);
    this.#keeper = new AvatarKeeper({
      room,
      access,
      settings,
      client,
      output,
      onStateChanged: (state, cause) => this.#options.onStateChanged?.(state, cause),
      onJoined: (launched) => this.#announce(launched),
      onShutdown: (cause) => this.#shutDown(cause, job),
    });
    await super.start(agentSession, room);
    await this.#bringAvatar(this.#keeper);
    agentSession.output.audio = output;
  }

  /**
   * Changes the face of the running session; not a word is lost. Returns when the new one speaks and
   * the old one, heard to its end, has left. Also brings a face back to a session that goes on by voice alone.
   *
   * @throws {AvatarError} when the new one can't come; then the old one stays.
   */
  async swap({ avatar }: { readonly avatar: string }): Promise<void> {
    if (this.state !== 'live' && this.state !== 'voice-only') {
      throw new AvatarError('configuration', `There is no avatar to swap: it is ${this.state}.`);
    }
    await this.#keeper!.swap(avatar);
  }

  /**
   * Has the avatar show a mood; returns when it has begun.
   *
   * @throws {AvatarError} `cannot_act`: an unknown mood (the message lists the known ones), or no
   *   avatar in the room.
   */
  express(wishes: ExpressWishes): Promise<void> {
    return this.#act(RPC_EXPRESS, wishes);
  }

  /**
   * Has the avatar make a gesture, such as `nod`; returns when it has begun.
   *
   * @throws {AvatarError} `cannot_act`: an unknown gesture (the message lists the known ones), or no
   *   avatar in the room.
   */
  gesture(name: GestureWish): Promise<void> {
    return this.#act(RPC_GESTURE, { gesture: name });
  }

  /**
   * Tools with which a language model moves the face while it talks.
   *
   * @example
   * ```ts
   * new voice.Agent({ instructions, tools: avatar.tools() });
   * new voice.Agent({ instructions, tools: { ...avatar.tools(), ...others } });
   * ```
   */
  tools(): ReturnType<typeof actingTools> {
    return actingTools(this);
  }

  /** Takes the avatar out of the room and settles what it was saying. Idempotent. */
  override async aclose(): Promise<void> {
    await this.#keeper?.close();
    await super.aclose();
  }

  async #act(method: typeof RPC_EXPRESS | typeof RPC_GESTURE, request: object): Promise<void> {
    if (this.state !== 'live') {
      throw AvatarError.cannotAct(
        `There is no avatar in the room to do that: it is ${this.state}.`,
      );
    }
    await act(this.#room!, this.avatarIdentity, method, request);
  }

  async #bringAvatar(keeper: AvatarKeeper): Promise<void> {
    try {
      await keeper.start();
    } catch (error) {
      await this._rollbackStart();
      throw error;
    }
  }

  #announced = false;

  /** The base class tells of the first avatar by itself. */
  #announce({ startedAt, joinedAt }: Launched): void {
    if (this.#announced) {
      const metrics = {
        type: 'avatar_metrics' as const,
        timestamp: joinedAt,
        sessionStartedAt: startedAt,
        avatarJoinedAt: joinedAt,
        metadata: { modelProvider: this.provider },
      };
      this.emit('metrics_collected', metrics);
      this.#agentSession?.emit(
        voice.AgentSessionEventTypes.MetricsCollected,
        voice.createMetricsCollectedEvent({ metrics }),
      );
    }
    this.#announced = true;
  }

  #shutDown(cause: AvatarError, job: ReturnType<typeof getJobContext> | undefined): void {
    log().error({ error: cause.message }, 'shutting down: there is no avatar');
    if (job) job.shutdown(cause.message);
    else void this.#agentSession?.close();
  }
}

function checkJoined(room: Room, avatar: string): void {
  if (!room.isConnected || !room.localParticipant || !room.name) {
    throw new AvatarError(
      'configuration',
      'The agent is not in its room yet: “await ctx.connect()” before avatar.start().',
    );
  }
  if (room.localParticipant.identity !== avatar) return;
  throw new AvatarError(
    'configuration',
    `The agent’s own identity is “${avatar}”, and the avatar would throw it out: set avatarParticipantIdentity to another.`,
  );
}
