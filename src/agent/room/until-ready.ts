import { TrackKind, type RemoteParticipant, type Room } from '@livekit/rtc-node';
import { aborted } from '../aborted.ts';
import { ping } from './ping.ts';
import { roomUntil } from './room-until.ts';

/**
 * Resolves when speech can be sent to an avatar: it is in the room, has published its picture and has
 * answered a call. Of a stream that is opened earlier, livekit-server 1.9 keeps 100,000 bytes for two
 * seconds; a longer one is lost without a trace.
 *
 * @param predecessor sid of a participant that lies dead in the room and has this identity for a
 *   while yet.
 * @throws the signal's reason, or `AvatarError` `lost` when the agent itself left the room.
 */
export async function untilReady(
  room: Room,
  identity: string,
  signal: AbortSignal,
  predecessor?: string,
): Promise<void> {
  await roomUntil(room, () => isPublished(room, identity, predecessor), signal);
  await untilAnswering(room, identity, signal);
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
  const given = aborted(signal);
  while (!(await Promise.race([ping(room, identity), given]))) signal.throwIfAborted();
}
