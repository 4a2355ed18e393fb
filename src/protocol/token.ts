import * as z from 'zod/mini';
import { ATTRIBUTE_PUBLISH_ON_BEHALF } from './wire.ts';

const claimsSchema = z.object({
  sub: z.optional(z.string()),
  exp: z.optional(z.number()),
  nbf: z.optional(z.number()),
  kind: z.optional(z.string()),
  attributes: z.optional(z.record(z.string(), z.string())),
  video: z.optional(z.looseObject({ room: z.optional(z.string()) })),
});

/** What a LiveKit access token says of itself. Read, not verified: the server does that. */
export interface TokenClaims {
  readonly identity: string;
  readonly room: string;
  /** Unix time in seconds, if the token ends. */
  readonly expiresAtSec: number | undefined;
  /** The agent that this avatar speaks for, from `lk.publish_on_behalf`. */
  readonly onBehalfOf: string | undefined;
}

/** Thrown for a token that can't be used, before any server was asked. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/**
 * Reads the claims of a LiveKit access token.
 *
 * @param nowSec unix time in seconds against which the expiry is checked.
 * @throws {TokenError} when it is no JWT, names no identity or room, or has expired.
 */
export function readToken(token: string, nowSec: number): TokenClaims {
  const claims = claimsSchema.safeParse(decodePayload(token));
  if (!claims.success) {
    throw new TokenError(
      'The token is a JWT, but not one that LiveKit issues: mint it with a LiveKit SDK.',
    );
  }
  const { sub, exp, video, attributes } = claims.data;
  if (!sub) throw new TokenError('The token names no identity: mint it with one (`sub`).');
  if (!video?.room) throw new TokenError('The token names no room: mint it with a room grant.');
  if (exp !== undefined && exp <= nowSec) {
    const when = new Date(exp * 1000).toISOString();
    throw new TokenError(`The token expired at ${when}: mint a new one.`);
  }
  return {
    identity: sub,
    room: video.room,
    expiresAtSec: exp,
    onBehalfOf: attributes?.[ATTRIBUTE_PUBLISH_ON_BEHALF],
  };
}

function decodePayload(token: string): unknown {
  const parts = token.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) {
    throw new TokenError(
      `The token is not a JWT (three base64url parts with dots between): it begins with ${JSON.stringify(token.slice(0, 12))}.`,
    );
  }
  try {
    const base64 = parts[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new TokenError('The token’s middle part is not JSON in base64url: was it cut?', {
      cause,
    });
  }
}
