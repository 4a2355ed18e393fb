import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Plugin } from 'vite';
import { findPackageRoot } from '../programs/index.ts';
import type { WebServer } from './web-server.ts';

/** Serves viewer and avatar page from their sources, and again whenever these change. */
export async function serveSources(app: Hono, port?: number): Promise<WebServer> {
  // Vite is there for those who work on Mouthpiece, not for those who use it.
  const { createServer } = await import('vite');
  const server = await createServer({
    root: findPackageRoot(),
    plugins: [demoRoutes(app)],
    server: { host: '127.0.0.1', ...(port === undefined ? {} : { port, strictPort: port !== 0 }) },
    logLevel: 'warn',
  });
  await server.listen();
  const address = server.httpServer?.address();
  const actualPort = typeof address === 'object' ? address?.port : port;
  return { url: `http://localhost:${actualPort}/`, close: () => server.close() };
}

/** Puts the demo's own answers before Vite's files. */
function demoRoutes(app: Hono): Plugin {
  const answer = getRequestListener(app.fetch);
  return {
    name: 'mouthpiece-demo',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/demo/')) return void answer(request, response);
        if (request.url === '/' || request.url?.startsWith('/?')) request.url = '/viewer.html';
        next();
      });
    },
  };
}
