import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { findFreeTcpPort, findFreeUdpPort } from '../free-port.ts';

/** A LiveKit server's address and the credentials that mint tokens for it. */
export interface ServerAccess {
  /** `ws://127.0.0.1:port` */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** What a livekit-server on this machine's loopback interface is started with. */
export interface ServerSetup {
  readonly access: ServerAccess;
  /** YAML for `LIVEKIT_CONFIG`. */
  readonly config: string;
}

/** Chooses free ports and new keys. */
export async function prepareServer(): Promise<ServerSetup> {
  const [port, tcpPort, udpPort] = [
    await findFreeTcpPort(),
    await findFreeTcpPort(),
    await findFreeUdpPort(),
  ];
  const apiKey = `API${randomBytes(6).toString('hex')}`;
  const apiSecret = randomBytes(32).toString('hex');
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    log_level: 'info',
    rtc: {
      tcp_port: tcpPort,
      udp_port: udpPort,
      use_external_ip: false,
      node_ip: '127.0.0.1',
      enable_loopback_candidate: true,
      interfaces: { includes: loopbackInterfaces() },
    },
    keys: { [apiKey]: apiSecret },
    room: { empty_timeout: 30 },
  };
  // JSON is YAML.
  return {
    access: { url: `ws://127.0.0.1:${port}`, apiKey, apiSecret },
    config: JSON.stringify(config),
  };
}

/** `lo`, `lo0` or a long name, as the system has it. */
function loopbackInterfaces(): string[] {
  const interfaces = Object.entries(os.networkInterfaces());
  return interfaces
    .filter(([, addresses]) => addresses?.some((a) => a.internal))
    .map(([name]) => name);
}
