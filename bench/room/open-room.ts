import { RoomServiceClient } from 'livekit-server-sdk';
import type { LivekitServer } from '../../src/programs/index.ts';
import { newRoomName } from './room-name.ts';

/** To LiveKit a room of agents is empty, and it closes those: 20 s after one of them has lost its connection. */
const KEPT_SEC = 1200;

/**
 * Makes a room that nobody has been in, and that stays.
 *
 * @param syncStreams whether receivers keep sound and picture in step. LiveKit's rooms are made without,
 *   and then each waits in its own jitter buffer.
 */
export async function openRoom(
  { url, apiKey, apiSecret }: LivekitServer,
  syncStreams: boolean,
): Promise<string> {
  const name = newRoomName();
  const service = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret);
  await service.createRoom({
    name,
    syncStreams,
    emptyTimeout: KEPT_SEC,
    departureTimeout: KEPT_SEC,
  });
  return name;
}
