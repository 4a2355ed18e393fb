import { TrackKind, type RemoteParticipant, type Room } from '@livekit/rtc-node';
import { AvatarError } from '../avatar-error.ts';
import { ping } from '../room/ping.ts';
import { roomUntil } from '../room/room-until.ts';
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
 * Has an avatar launched and waits until speech can be sent to it: it is in the room, has published
 * its picture and has answered a call.
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
    await roomUntil(room, () => isPublished(room, identity, predecessor), either);
    await untilAnswering(room, identity, either);
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

function isPublished(room: Room, identity: string, predecessor: string | undefined): boolean {
  const participant = room.remoteParticipants.get(identity);
  if (!participant || participant.sid === predecessor) return false;
  return hasVideo(participant);
}

function hasVideo(participant: RemoteParticipant): boolean {
  return [...participant.trackPublications.values()].some(
    ({ kind }) => kind === TrackKind.KIND_VIDEO,
  );
}

/** Being in the room is not yet being able to receive: only an answer proves that. */
async function untilAnswering(room: Room, identity: string, signal: AbortSignal): Promise<void> {
  while (!(await Promise.race([ping(room, identity), aborted(signal)]))) signal.throwIfAborted();
}

function aborted(signal: AbortSignal): Promise<never> {
  const rejects = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  rejects.catch(() => undefined);
  return rejects;
}
