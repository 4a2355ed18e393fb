import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { DispatcherError } from '../dispatcher-error.ts';

/** Lets only those in who send `Authorization: Bearer <key>`. */
export function requireApiKey(key: string): MiddlewareHandler {
  const expected = digest(key);
  return async (c, next) => {
    const given = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (given === undefined || !timingSafeEqual(digest(given), expected)) throw refusal(given);
    await next();
  };
}

/** Of one length whatever the key's, as the comparison in constant time demands. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refusal(given: string | undefined): DispatcherError {
  return new DispatcherError(
    'unauthorized',
    given === undefined
      ? 'This dispatcher wants its API key: send it as "Authorization: Bearer <key>".'
      : 'The API key is not the one of this dispatcher.',
  );
}
