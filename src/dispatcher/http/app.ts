import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { AvatarHouse } from '../avatars/avatar-house.ts';
import type { Log } from '../log.ts';
import { requireApiKey } from './api-key.ts';
import { answerError, answerUnknownPath } from './errors.ts';
import { debugPageRoute, eventRoute } from './debug-routes.ts';
import { launchRoute } from './launch-route.ts';
import { avatarRoutes } from './avatar-routes.ts';
import { refuseOtherSites } from './other-sites.ts';

export interface AppOptions {
  readonly house: AvatarHouse;
  /** When given, everything but `/healthz` and the page wants it as a bearer token. */
  readonly apiKey?: string | undefined;
  /** The built page, to be served at `/`. */
  readonly pageFolder?: string | undefined;
  readonly log: Log;
}

/** The dispatcher's HTTP interface, without a port. */
export function createApp({ house, apiKey, pageFolder, log }: AppOptions): Hono {
  const app = new Hono();
  app.onError(answerError(log));
  app.notFound(answerUnknownPath);
  app.get('/healthz', (c) => c.json({ status: 'ok', avatars: house.list().length }));
  // Before the key is asked for: the page's own files lie under /avatars/ too.
  if (pageFolder !== undefined) app.get('*', serveStatic({ root: pageFolder }));
  app.route('/', debugPageRoute());
  for (const path of ['/launch', '/avatars', '/avatars/*']) {
    app.use(path, refuseOtherSites);
    if (apiKey !== undefined) app.use(path, requireApiKey(apiKey));
  }
  app.route('/', launchRoute(house));
  app.route('/', avatarRoutes(house));
  app.route('/', eventRoute(house));
  return app;
}
