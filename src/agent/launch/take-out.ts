import { log } from '@livekit/agents';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { LaunchDeps, Launched } from './launch-avatar.ts';

/**
 * Takes an avatar out of its room: properly through its dispatcher, and by force from the server,
 * for one that does not hear any more. Never fails: an avatar that is gone is what was wanted.
 */
export async function takeOut(deps: LaunchDeps, { id, identity }: Launched): Promise<void> {
  if (id !== undefined) await deps.client.remove(id);
  if (!deps.room.name || !deps.room.remoteParticipants.has(identity)) return;
  const { url, apiKey, apiSecret } = deps.access;
  try {
    await new RoomServiceClient(url, apiKey, apiSecret).removeParticipant(deps.room.name, identity);
  } catch (error) {
    log().debug({ error }, 'the avatar had already left');
  }
}
