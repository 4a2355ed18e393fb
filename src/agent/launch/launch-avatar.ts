import type { Room } from '@livekit/rtc-node';
import { aborted } from '../aborted.ts';
import { AvatarError } from '../avatar-error.ts';
import { untilReady } from '../room/until-ready.ts';
import type { LivekitAccess, Settings } from '../settings.ts';
import { mintAvatarToken } from './avatar-token.ts';
import type { DispatcherClient } from './dispatcher-client.ts';

/** An avatar that is in the room and answers. */
export interface Launched {
  readonly identity: string;
  /** Its id at the dispatcher, if that gave one. */
  readonly id: string | undefined;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  readonly joinedAt: number;
}

export interface LaunchDeps {
  readonly room: Room;
  readonly access: LivekitAccess;
  readonly settings: Settings;
  readonly client: DispatcherClient;
}

export interface LaunchWishes {
  readonly identity: string;
  /** Of the cast; the session's own without. */
  readonly avatar?: string | undefined;
}

/**
 * Has an avatar launched and waits until speech can be sent to it.
 *
 * @throws {AvatarError}
 */
export async function launchAvatar(
  deps: LaunchDeps,
  wishes: LaunchWishes,
  signal: AbortSignal,
): Promise<Launched> {
  const { room, settings } = deps;
  const { identity } = wishes;
  const startedAt = Date.now();
  const timeout = AbortSignal.timeout(settings.joinTimeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  // One that lies dead in the room still has this identity for a while.
  const predecessor = room.remoteParticipants.get(identity)?.sid;
  const launching = deps.client.launch(await compose(deps, wishes), either);
  try {
    const id = await Promise.race([launching, aborted(either)]);
    await untilReady(room, identity, either, predecessor);
    return { identity, id, startedAt, joinedAt: Date.now() };
  } catch (error) {
    // Who comes too late, comes to nobody.
    void takeBack(deps, launching);
    signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw AvatarError.joinTimeout(identity, settings.joinTimeoutMs, error);
  }
}

async function takeBack({ client }: LaunchDeps, launching: Promise<string | undefined>) {
  const id = await launching.catch(() => undefined);
  if (id !== undefined) await client.remove(id);
}

async function compose({ room, access, settings }: LaunchDeps, wishes: LaunchWishes) {
  const { identity, avatar } = wishes;
  const token = await mintAvatarToken(access, {
    room: room.name!,
    identity,
    name: settings.participantName ?? identity,
    onBehalfOf: room.localParticipant!.identity,
  });
  return {
    room_name: room.name!,
    url: access.url,
    token,
    ...settings.avatarOptions,
    ...(avatar === undefined ? {} : { avatar }),
  };
}
