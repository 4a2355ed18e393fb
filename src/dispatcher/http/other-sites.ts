import type { MiddlewareHandler } from 'hono';
import { DispatcherError } from '../dispatcher-error.ts';

/**
 * Refuses what a browser sends on behalf of another site: a page that a person happens to open must
 * not command the dispatcher on their machine. Programs send no `Origin`.
 */
export const refuseOtherSites: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== new URL(c.req.url).origin) {
    throw new DispatcherError('unauthorized', `Requests from pages of ${origin} are not served.`);
  }
  await next();
};
