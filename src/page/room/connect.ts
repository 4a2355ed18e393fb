import { ConnectionError, ConnectionErrorReason, type Room } from 'livekit-client';
import { PageError } from './page-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connects to the server.
 *
 * @throws {PageError} that says what is wrong and what to do: `token_refused`, `unreachable`,
 *   `not_livekit`.
 */
export async function connect(room: Room, url: string, token: string): Promise<void> {
  try {
    await room.connect(url, token, {
      autoSubscribe: false,
      maxRetries: 0,
      websocketTimeout: CONNECT_TIMEOUT_MS,
      peerConnectionTimeout: CONNECT_TIMEOUT_MS,
    });
  } catch (cause) {
    throw await explain(cause, url);
  }
}

async function explain(cause: unknown, url: string): Promise<PageError> {
  const text = cause instanceof Error ? cause.message : String(cause);
  const reason = cause instanceof ConnectionError ? cause.reason : undefined;
  if (reason === ConnectionErrorReason.NotAllowed) {
    return new PageError(
      'token_refused',
      `The server at ${url} refused the token (${text}). Mint one with this server’s API key and secret, for a room that may be joined.`,
      { cause },
    );
  }
  if (await answersHttp(url)) {
    return new PageError(
      'not_livekit',
      `Something answers at ${url}, but not as a LiveKit server does (${text}). Check the address.`,
      { cause },
    );
  }
  return new PageError(
    'unreachable',
    `No LiveKit server could be reached at ${url} (${text}). Is it running, and may this page’s network reach it?`,
    { cause },
  );
}

/** A page may not read a stranger's answer, but it may know that there was one. */
async function answersHttp(url: string): Promise<boolean> {
  try {
    await fetch(url.replace(/^ws/, 'http'), {
      mode: 'no-cors',
      signal: AbortSignal.timeout(3_000),
    });
    return true;
  } catch {
    return false;
  }
}
