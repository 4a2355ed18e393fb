import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { listen, type Listener } from '../listen.ts';

/** What is served beside the built page. */
export interface PageExtras {
  /** Files of this machine by their paths on the server: `/given/a.glb`. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** A folder whose files lie under `/avatars/`, before the cast that comes with the page. */
  readonly avatarFolder?: string | undefined;
}

/**
 * Serves the built page to the browser on this machine. Always on the loopback interface, whatever
 * the dispatcher listens on: browsers give audio worklets and codecs to secure places only.
 */
export function servePage(folder: string, extras: PageExtras = {}): Promise<Listener> {
  const { files = {}, avatarFolder } = extras;
  const app = new Hono();
  for (const [place, file] of Object.entries(files)) {
    app.get(place, serveStatic({ root: path.dirname(file), path: path.basename(file) }));
  }
  if (avatarFolder !== undefined) {
    const inFolder = (place: string) => place.replace(/^\/avatars/, '');
    app.get('/avatars/*', serveStatic({ root: avatarFolder, rewriteRequestPath: inFolder }));
  }
  app.get('*', serveStatic({ root: folder }));
  return listen(app, { host: '127.0.0.1', port: 0 });
}
