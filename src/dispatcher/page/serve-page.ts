import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { listen, type Listener } from '../http/listen.ts';

/**
 * Serves the built page to the browser on this machine. Always on the loopback interface, whatever
 * the dispatcher listens on: browsers give audio worklets and codecs to secure places only.
 */
export function servePage(folder: string): Promise<Listener> {
  const app = new Hono().get('*', serveStatic({ root: folder }));
  return listen(app, { host: '127.0.0.1', port: 0 });
}
