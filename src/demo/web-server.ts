import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { DemoError } from './demo-error.ts';

/** Asked for by nobody in particular; another is taken when it is in use. */
const USUAL_PORT = 4300;

/** The web server that people open. */
export interface WebServer {
  /** The address for people: `http://localhost:4300/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the viewer as it was built, and `app` beside it, on the loopback interface.
 *
 * @param folder the built pages.
 * @param port 0 for any; without it the usual one if that is free.
 * @throws {DemoError} `port_taken`.
 */
export async function serveBuiltViewer(
  app: Hono,
  folder: string,
  port?: number,
): Promise<WebServer> {
  app.get('/', serveStatic({ root: folder, path: 'viewer.html' }));
  app.use('/*', serveStatic({ root: folder }));
  if (port !== undefined) return await listen(app, port);
  return await listen(app, USUAL_PORT).catch(() => listen(app, 0));
}

function listen(app: Hono, port: number): Promise<WebServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      resolve({ url: `http://localhost:${info.port}/`, close: () => close(server) });
    });
    server.once('error', (cause) => {
      reject(new DemoError('port_taken', `Port ${port} can’t be used: choose another.`, { cause }));
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connections open; they would hold the demo up.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
