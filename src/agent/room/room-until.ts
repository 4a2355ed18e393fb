import { once } from 'node:events';
import { RoomEvent, type Room } from '@livekit/rtc-node';
import { AvatarError } from '../avatar-error.ts';

const NEWS = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.Disconnected,
] as const;

/**
 * Resolves when `check` holds, asked anew whenever someone comes, goes or publishes.
 *
 * @throws the signal's reason, or {@link AvatarError} `lost` when the agent itself left the room.
 */
export async function roomUntil(
  room: Room,
  check: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!check()) {
    signal.throwIfAborted();
    if (!room.isConnected) throw new AvatarError('lost', 'The agent is not in its room any more.');
    await anyOf(room, signal);
  }
}

async function anyOf(room: Room, signal: AbortSignal): Promise<void> {
  const heard = new AbortController();
  const either = AbortSignal.any([signal, heard.signal]);
  try {
    await Promise.race(NEWS.map((event) => once(room, event, { signal: either })));
  } catch {
    // The signal's reason is thrown by who asked.
  } finally {
    heard.abort();
  }
}
