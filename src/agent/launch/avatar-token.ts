import { AccessToken } from 'livekit-server-sdk';
import { ATTRIBUTE_PUBLISH_ON_BEHALF } from '../../protocol/index.ts';
import type { LivekitAccess } from '../settings.ts';

/** Good for joining only: LiveKit renews the token of who is in the room. */
const TTL_SEC = 10 * 60;

export interface AvatarTokenWishes {
  readonly room: string;
  readonly identity: string;
  readonly name: string;
  /** Identity of the agent that the avatar speaks for. */
  readonly onBehalfOf: string;
}

/** Mints the token with which the avatar joins. */
export function mintAvatarToken(access: LivekitAccess, wishes: AvatarTokenWishes): Promise<string> {
  const token = new AccessToken(access.apiKey, access.apiSecret, {
    identity: wishes.identity,
    name: wishes.name,
    ttl: TTL_SEC,
    attributes: { [ATTRIBUTE_PUBLISH_ON_BEHALF]: wishes.onBehalfOf },
  });
  token.kind = 'agent';
  token.addGrant({
    roomJoin: true,
    room: wishes.room,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  });
  return token.toJwt();
}
