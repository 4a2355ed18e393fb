import { mintToken } from '../../e2e/kit/tokens.ts';
import type { LivekitServer } from '../../src/programs/index.ts';

/** As the agent of a room would mint it for its avatar. */
export function mintAvatarToken(server: LivekitServer, room: string): Promise<string> {
  const identity = 'avatar_worker';
  return mintToken(server, { room, identity, kind: 'agent', onBehalfOf: 'agent', ttlSec: 3600 });
}
