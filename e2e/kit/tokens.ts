import { AccessToken, type VideoGrant } from 'livekit-server-sdk';
import { ATTRIBUTE_PUBLISH_ON_BEHALF } from '../../src/protocol/index.ts';
import type { ServerAccess } from '../../src/programs/index.ts';

/** Any token (JWT). Its first letters alone turn up by chance, in a picture that a page shows. */
export const A_TOKEN = /eyJ[\w-]+\.eyJ/;

export interface TokenWishes {
  readonly room: string;
  readonly identity: string;
  readonly kind?: 'standard' | 'agent';
  readonly onBehalfOf?: string | undefined;
  readonly ttlSec?: number;
  readonly grants?: VideoGrant;
  readonly apiSecret?: string;
}

/** Mints a token as an agent would for itself and for its avatar. */
export function mintToken(server: ServerAccess, wishes: TokenWishes): Promise<string> {
  const { room, identity, kind = 'standard', onBehalfOf, ttlSec = 600 } = wishes;
  const token = new AccessToken(server.apiKey, wishes.apiSecret ?? server.apiSecret, {
    identity,
    name: identity,
    ttl: ttlSec,
    ...(onBehalfOf ? { attributes: { [ATTRIBUTE_PUBLISH_ON_BEHALF]: onBehalfOf } } : {}),
  });
  token.kind = kind;
  token.addGrant({ roomJoin: true, room, canUpdateOwnMetadata: true, ...wishes.grants });
  return token.toJwt();
}
