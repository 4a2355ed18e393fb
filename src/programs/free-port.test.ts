import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { findFreeTcpPort, findFreeUdpPort } from './free-port.ts';

test('the port can be listened on, and a second search finds another', async () => {
  const port = await findFreeTcpPort();
  const server = net.createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await findFreeTcpPort()).not.toBe(port);
  server.close();
});

test('UDP ports are found as well', async () => {
  expect(await findFreeUdpPort()).toBeGreaterThan(1023);
});
