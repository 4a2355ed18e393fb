import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { HostError } from './host-error.ts';

/** Something that is served at an address. */
export interface Listener {
  /** With a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves an app.
 *
 * @param port 0 for any that is free.
 * @throws {HostError} `port_unusable`.
 */
export async function listen(
  app: Hono,
  { host, port }: { host: string; port: number },
): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
        ? 'it is in use'
        : (cause as Error).message;
    throw new HostError('port_unusable', `Port ${port} on ${host} can’t be used: ${why}.`, {
      cause,
    });
  }
  const { port: actualPort } = server.address() as AddressInfo;
  return { url: `http://${reachableName(host)}:${actualPort}/`, close: () => close(server) };
}

/** Where this machine itself finds what listens on `host`. */
function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Browsers keep their connections open; they would hold the end up.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
