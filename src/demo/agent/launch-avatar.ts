import {
  DEFAULT_AVATAR_IDENTITY,
  errorResponseSchema,
  type LaunchRequest,
} from '../../protocol/index.ts';
import { mintAvatarToken } from '../tokens.ts';
import type { AgentOrders } from './messages.ts';

/** A cold browser on a busy machine takes seconds; longer than this it will not come. */
const LAUNCH_TIMEOUT_MS = 90_000;

/** Thrown when the dispatcher did not bring the avatar; the message is a sentence. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

/**
 * Asks the dispatcher for an avatar that speaks for `agentIdentity`, and resolves once it is in the
 * room and has published.
 *
 * @throws {LaunchError} with the dispatcher's reason, or that it can't be reached.
 */
export async function launchAvatar(
  orders: AgentOrders,
  agentIdentity: string,
  signal: AbortSignal,
): Promise<void> {
  const token = await mintAvatarToken(orders, orders.roomName, {
    identity: DEFAULT_AVATAR_IDENTITY,
    onBehalfOf: agentIdentity,
  });
  const request: LaunchRequest = { room_name: orders.roomName, url: orders.url, token };
  const response = await post(new URL('/launch', orders.dispatcherUrl), request, signal);
  if (!response.ok) throw new LaunchError(await readReason(response));
}

async function post(url: URL, body: LaunchRequest, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LAUNCH_TIMEOUT_MS)]),
    });
  } catch (cause) {
    throw new LaunchError(`the dispatcher at ${url.origin} does not answer`, { cause });
  }
}

async function readReason(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = errorResponseSchema.safeParse(body);
  return parsed.success ? parsed.data.message : `the dispatcher answered ${response.status}`;
}
