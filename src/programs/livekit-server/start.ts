import { ProgramError } from '../program-error.ts';
import { startService, type Service } from '../service/service.ts';
import { prepareServer, type ServerAccess, type ServerSetup } from './config.ts';
import { findLivekitServer } from './find.ts';

export interface StartLivekitServerOptions {
  /** Closes the server when aborted. */
  readonly signal?: AbortSignal;
}

/** A livekit-server of our own. */
export interface LivekitServer extends ServerAccess {
  /** The server's process. */
  readonly pid: number;
  /** Ends the server at once, rooms or no rooms. Does nothing the second time. */
  close(): Promise<void>;
}

const START_TIMEOUT_MS = 15_000;
/** Ports are free when chosen, and may be taken by another before the server gets there. */
const TRIES = 3;

/**
 * Starts a livekit-server on free ports of the loopback interface, with keys of its own, for demo
 * and tests. It ends with this process, even when that is killed.
 *
 * @returns once the server answers.
 * @throws {ProgramError} `not_found` or `did_not_start`.
 */
export async function startLivekitServer(
  options: StartLivekitServerOptions = {},
): Promise<LivekitServer> {
  const program = await findLivekitServer();
  for (let trial = 1; ; trial += 1) {
    const setup = await prepareServer();
    const service = startService(program, [], { env: { LIVEKIT_CONFIG: setup.config } });
    if (await answers(service, setup)) return toServer(service, setup, options.signal);
    await service.close();
    if (trial === TRIES || !service.output().includes('address already in use')) {
      throw new ProgramError(
        'did_not_start',
        `${program} did not start. It said:\n${service.output()}`,
      );
    }
  }
}

function answers(service: Service, { access }: ServerSetup): Promise<boolean> {
  const health = access.url.replace('ws:', 'http:');
  return service.waitUntil(async () => (await fetch(health)).ok, START_TIMEOUT_MS);
}

async function toServer(
  service: Service,
  { access }: ServerSetup,
  signal: AbortSignal | undefined,
): Promise<LivekitServer> {
  const close = () => service.close();
  signal?.addEventListener('abort', () => void close(), { once: true });
  if (signal?.aborted) await close();
  signal?.throwIfAborted();
  return { ...access, pid: service.pid, close };
}
