import { DisconnectReason, RoomEvent, type RemoteParticipant, type Room } from '@livekit/rtc-node';
import type { Launched } from '../launch/launch-avatar.ts';
import { WireCarrier } from '../speech/wire-carrier.ts';
import { ping } from './ping.ts';
import { Pulse } from './pulse.ts';

export interface AvatarPresenceOptions {
  readonly room: Room;
  readonly launched: Launched;
  readonly lostTimeoutMs: number;
  /** Whether the dispatcher knows that the avatar does not run any more. */
  readonly isKnownGone: () => Promise<boolean>;
  /**
   * Told once.
   *
   * @param how in words.
   * @param atMs when it was last known to play, on the clock of `performance.now()`.
   */
  readonly onLost: (how: string, atMs: number) => void;
}

/** These may be followed by a return of the same avatar, on a new connection. */
const MAY_RETURN: ReadonlySet<DisconnectReason | undefined> = new Set([
  undefined,
  DisconnectReason.DUPLICATE_IDENTITY,
  DisconnectReason.MIGRATION,
  DisconnectReason.STATE_MISMATCH,
]);

/** One avatar in the room: the carrier of speech to it, and the watch over it. */
export class AvatarPresence {
  readonly launched: Launched;
  readonly carrier: WireCarrier;
  readonly #options: AvatarPresenceOptions;
  readonly #pulse: Pulse;
  #lost = false;

  constructor(options: AvatarPresenceOptions) {
    this.#options = options;
    this.launched = options.launched;
    const { room, launched, lostTimeoutMs } = options;
    this.#pulse = new Pulse({
      beat: () => ping(room, launched.identity),
      lostAfterMs: lostTimeoutMs,
      confirm: options.isKnownGone,
      onLost: () => this.#lose('it gave no sign of life', this.#pulse.lastSignMs),
    });
    this.carrier = new WireCarrier({
      room,
      identity: launched.identity,
      patienceMs: lostTimeoutMs,
      onSign: () => this.#pulse.sign(),
      onStuck: () => this.#lose('it did not play what it was sent', this.#pulse.lastSignMs),
    });
    room.on(RoomEvent.ParticipantDisconnected, this.#onGone);
    room.on(RoomEvent.Reconnecting, this.#onReconnecting);
    room.on(RoomEvent.Reconnected, this.#onReconnected);
    room.on(RoomEvent.Disconnected, this.#onDisconnected);
    // It may have gone between its arrival and now.
    if (!room.remoteParticipants.has(launched.identity)) this.#lose('it left', performance.now());
  }

  /** Ends the watch. The carrier is closed by who uses it. */
  close(): void {
    const { room } = this.#options;
    this.#pulse.close();
    room.off(RoomEvent.ParticipantDisconnected, this.#onGone);
    room.off(RoomEvent.Reconnecting, this.#onReconnecting);
    room.off(RoomEvent.Reconnected, this.#onReconnected);
    room.off(RoomEvent.Disconnected, this.#onDisconnected);
  }

  /** One that may return keeps its chance until the pulse runs out, or the dispatcher knows better. */
  readonly #onGone = (participant: RemoteParticipant) => {
    if (participant.identity !== this.launched.identity) return;
    const reason = participant.disconnectReason;
    if (MAY_RETURN.has(reason)) return;
    this.#lose(`it left the room (${DisconnectReason[reason!]})`, this.#lastPlayedMs(reason!));
  };

  /** Of a time-out, LiveKit tells long after the fact. */
  #lastPlayedMs(reason: DisconnectReason): number {
    const inTime =
      reason === DisconnectReason.CLIENT_INITIATED ||
      reason === DisconnectReason.PARTICIPANT_REMOVED;
    return inTime ? performance.now() : this.#pulse.lastSignMs;
  }

  readonly #onReconnecting = () => this.#pulse.suspend();
  readonly #onReconnected = () => this.#pulse.resume();
  /** Without the agent's own connection there is no avatar, and none to be launched. */
  readonly #onDisconnected = () => this.#lose('the agent left the room', performance.now());

  #lose(how: string, atMs: number): void {
    if (this.#lost) return;
    this.#lost = true;
    this.close();
    // Whoever listens may not be ready before the constructor has ended.
    queueMicrotask(() => this.#options.onLost(how, atMs));
  }
}
