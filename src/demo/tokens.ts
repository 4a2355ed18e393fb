import { AccessToken, TrackSource, type VideoGrant } from 'livekit-server-sdk';

/** Credentials of a LiveKit server. */
export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Long enough for an afternoon of playing, short enough to be harmless in a history. */
const TTL = '6h';

interface Who {
  readonly identity: string;
  readonly name: string;
  readonly kind: 'standard' | 'agent';
  readonly grant: VideoGrant;
}

async function mint({ apiKey, apiSecret }: Credentials, room: string, who: Who): Promise<string> {
  const { identity, name, kind, grant } = who;
  const token = new AccessToken(apiKey, apiSecret, { identity, name, ttl: TTL });
  token.kind = kind;
  token.addGrant({ roomJoin: true, room, canSubscribe: true, canPublishData: true, ...grant });
  return await token.toJwt();
}

/** A person's token: may speak, but shows no picture; may say of itself that it hears. */
export function mintViewerToken(
  credentials: Credentials,
  room: string,
  identity: string,
): Promise<string> {
  const grant = {
    canPublish: true,
    canPublishSources: [TrackSource.MICROPHONE],
    canUpdateOwnMetadata: true,
  };
  return mint(credentials, room, { identity, name: 'You', kind: 'standard', grant });
}

/** The demo agent's own token. */
export function mintAgentToken(
  credentials: Credentials,
  room: string,
  identity: string,
): Promise<string> {
  const grant = { canPublish: true, canUpdateOwnMetadata: true, agent: true };
  return mint(credentials, room, { identity, name: 'Agent', kind: 'agent', grant });
}
