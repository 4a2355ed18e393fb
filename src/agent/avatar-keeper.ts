import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@livekit/agents';
import { AvatarError } from './avatar-error.ts';
import type { AvatarState } from './avatar-state.ts';
import { launchAvatar, type LaunchDeps, type Launched } from './launch/launch-avatar.ts';
import { takeOut } from './launch/take-out.ts';
import { AvatarPresence } from './room/avatar-presence.ts';
import type { AvatarAudioOutput } from './speech/avatar-audio-output.ts';
import { VoiceCarrier } from './speech/voice-carrier.ts';

/** Waits before the tries of a launch, in milliseconds: there are as many tries as numbers. */
const BACK_OFF_MS = [0, 1_000, 3_000] as const;
/** A new face is there so long before it speaks, so that who listens has its sound by then. */
const OVERLAP_MS = 1_000;
/** The last one stays so long after its last word, so that it is heard to the end. */
const LINGER_MS = 2_000;
/** An avatar that lived as long has proved itself: the next loss has all its tries again. */
const PROVEN_MS = 30_000;

export interface AvatarKeeperOptions extends LaunchDeps {
  readonly output: AvatarAudioOutput;
  readonly onStateChanged: (state: AvatarState, cause?: AvatarError) => void;
  /** An avatar is in the room, the first or a later one. */
  readonly onJoined: (launched: Launched) => void;
  /** It is over, and the job with it. */
  readonly onShutdown: (cause: AvatarError) => void;
}

/** Sees to it that the agent is heard: through an avatar, its successor, or by voice alone. */
export class AvatarKeeper {
  readonly #options: AvatarKeeperOptions;
  readonly #closing = new AbortController();
  #presence: AvatarPresence | undefined;
  #voice: VoiceCarrier | undefined;
  /** Launches, relaunches and swaps come one after the other. */
  #line: Promise<void> = Promise.resolve();
  #avatar: string | undefined;
  #tries = 0;
  #state: AvatarState = 'idle';

  constructor(options: AvatarKeeperOptions) {
    this.#options = options;
    this.#avatar = options.settings.avatarOptions.avatar;
  }

  get state(): AvatarState {
    return this.#state;
  }

  /** Of the avatar that is in the room, or of the one to come. */
  get identity(): string {
    return this.#presence?.launched.identity ?? this.#options.settings.identity;
  }

  /**
   * Brings the first avatar into the room.
   *
   * @throws {AvatarError} unless `voice-only` makes do without.
   */
  start(): Promise<void> {
    return this.#inLine(async () => {
      this.#enter('joining');
      try {
        // Who does not answer was asked often enough by the client.
        const again = this.#options.settings.onLost === 'relaunch';
        await this.#cast(({ reason }) => again && reason !== 'unreachable');
        this.#tries = 0;
      } catch (error) {
        await this.#startWithout(toAvatarError(error));
      }
    });
  }

  /**
   * Changes the face. The new avatar comes in first, under another identity, and goes on with the
   * sentence where the old one is stopped; when it can't come, the old one stays.
   *
   * @throws {AvatarError}
   */
  swap(avatar: string): Promise<void> {
    return this.#inLine(async () => {
      const last = this.#presence;
      const identity = this.#otherIdentity();
      const launched = await launchAvatar(
        this.#options,
        { identity, avatar },
        this.#closing.signal,
      );
      this.#avatar = avatar;
      if (last) await this.#overlap(launched);
      await this.#receive(launched);
      if (last) await this.#dismissLater(last);
    });
  }

  /** Takes the avatar out and settles what it was saying. Idempotent. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return this.#line;
    this.#closing.abort(AvatarError.closed());
    await this.#options.output.close();
    await this.#line;
    if (this.#presence) await this.#dismiss(this.#presence);
    await this.#voice?.close();
    this.#enter('closed');
  }

  #inLine(work: () => Promise<void>): Promise<void> {
    const done = this.#line.then(() => {
      this.#closing.signal.throwIfAborted();
      return work();
    });
    this.#line = done.catch(() => undefined);
    return done;
  }

  async #overlap(launched: Launched): Promise<void> {
    try {
      await delay(OVERLAP_MS, undefined, { signal: this.#closing.signal });
    } catch (error) {
      await takeOut(this.#options, launched);
      throw error;
    }
  }

  async #startWithout(cause: AvatarError): Promise<void> {
    const { onLost } = this.#options.settings;
    if (onLost === 'voice-only' && cause.isPassing) return this.#goOnByVoice(cause);
    this.#enter('closed', cause);
    if (onLost === 'shutdown' && cause.reason !== 'closed') this.#options.onShutdown(cause);
    throw cause;
  }

  /** Launches until one comes, or the tries are used up. */
  async #cast(again: (cause: AvatarError) => boolean = () => true): Promise<void> {
    const { settings } = this.#options;
    for (;;) {
      const waitMs = BACK_OFF_MS[this.#tries++]!;
      await delay(waitMs, undefined, { signal: this.#closing.signal });
      const wishes = { identity: settings.identity, avatar: this.#avatar };
      try {
        const launched = await launchAvatar(this.#options, wishes, this.#closing.signal);
        return await this.#receive(launched);
      } catch (error) {
        const cause = toAvatarError(error);
        const left = this.#tries < BACK_OFF_MS.length && cause.isPassing;
        if (!left || !again(cause)) throw cause;
        log().warn({ error: cause.message }, 'the avatar did not come; trying again');
      }
    }
  }

  async #receive(launched: Launched): Promise<void> {
    const { room, client, settings, output, onJoined } = this.#options;
    const presence: AvatarPresence = new AvatarPresence({
      room,
      launched,
      lostTimeoutMs: settings.lostTimeoutMs,
      isKnownGone: async () =>
        launched.id !== undefined && (await client.runs(launched.id)) === false,
      onLost: (how, atMs) => this.#onLost(presence, AvatarError.lost(launched.identity, how), atMs),
    });
    this.#presence = presence;
    await output.handOver(presence.carrier);
    this.#voice = undefined;
    onJoined(launched);
    if (this.#presence === presence) this.#enter('live');
  }

  async #dismissLater(presence: AvatarPresence): Promise<void> {
    const early = () => undefined;
    await delay(LINGER_MS, undefined, { signal: this.#closing.signal }).catch(early);
    await this.#dismiss(presence);
  }

  async #dismiss(presence: AvatarPresence): Promise<void> {
    presence.close();
    if (this.#presence === presence) this.#presence = undefined;
    await takeOut(this.#options, presence.launched);
  }

  #onLost(presence: AvatarPresence, cause: AvatarError, atMs: number): void {
    // One that is being replaced may go as it likes.
    if (presence !== this.#presence || this.#closing.signal.aborted) return;
    this.#presence = undefined;
    this.#options.output.lose(atMs);
    if (Date.now() - presence.launched.joinedAt > PROVEN_MS) this.#tries = 0;
    log().warn({ error: cause.message }, 'the avatar is gone');
    this.#inLine(() => this.#recover(presence, cause)).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) log().error({ error }, 'the avatar could not be replaced');
    });
  }

  async #recover(lost: AvatarPresence, cause: AvatarError): Promise<void> {
    // A swap that was under way has brought the next one already.
    if (this.#presence) return;
    const { settings, room } = this.#options;
    if (!room.isConnected) return this.#followTheAgent(lost, cause);
    if (settings.onLost === 'shutdown') return this.#shutDown(cause);
    if (settings.onLost === 'voice-only') return this.#goOnByVoice(cause, lost);
    this.#enter('relaunching', cause);
    try {
      if (this.#tries >= BACK_OFF_MS.length) throw cause;
      await this.#cast();
    } catch (error) {
      this.#closing.signal.throwIfAborted();
      await this.#goOnByVoice(toAvatarError(error), lost);
    }
  }

  /** At the end of a job its room is left first. Its avatar needs not wait for its return. */
  async #followTheAgent({ launched }: AvatarPresence, cause: AvatarError): Promise<void> {
    await takeOut(this.#options, launched);
    this.#enter('closed', cause);
  }

  async #shutDown(cause: AvatarError): Promise<void> {
    await this.#options.output.close();
    this.#enter('closed', cause);
    this.#options.onShutdown(cause);
  }

  async #goOnByVoice(cause: AvatarError, lost?: AvatarPresence): Promise<void> {
    log().error({ error: cause.message }, 'going on without an avatar, by voice alone');
    this.#voice = new VoiceCarrier(this.#options.room);
    await this.#options.output.handOver(this.#voice);
    this.#enter('voice-only', cause);
    // A frozen face would stay for as long as LiveKit waits for it.
    if (lost) await takeOut(this.#options, lost.launched);
  }

  #otherIdentity(): string {
    const { identity } = this.#options.settings;
    return this.identity === identity && this.#presence ? `${identity}_2` : identity;
  }

  #enter(state: AvatarState, cause?: AvatarError): void {
    this.#state = state;
    this.#options.onStateChanged(state, cause);
  }
}

function toAvatarError(error: unknown): AvatarError {
  if (error instanceof AvatarError) return error;
  if (error instanceof Error && error.cause instanceof AvatarError) return error.cause;
  throw error;
}
