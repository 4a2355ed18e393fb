import type { APIConnectOptions } from '@livekit/agents';
import { setTimeout as delay } from 'node:timers/promises';
import {
  avatarListSchema,
  errorResponseSchema,
  launchResponseSchema,
  type LaunchRequest,
} from '../../protocol/index.ts';
import { AvatarError } from '../avatar-error.ts';

/** As in LiveKit's own plugins: the first retry comes quickly. */
const FIRST_RETRY_MS = 100;

/** No dispatcher needs as long; a connection that hangs must end some day. */
const LAUNCH_TIMEOUT_MS = 120_000;

export interface DispatcherAccess {
  readonly dispatcherUrl: string;
  readonly apiKey: string | undefined;
  readonly connOptions: APIConnectOptions;
}

/** Talks to a dispatcher, ours or one that speaks LiveKit's reference. */
export class DispatcherClient {
  readonly #access: DispatcherAccess;

  constructor(access: DispatcherAccess) {
    this.#access = access;
  }

  /**
   * Has an avatar launched; asks again when nobody answers, or the dispatcher is just starting.
   *
   * @param signal ends the asking again. What was asked is still awaited: its answer names the
   *   avatar that has to be taken back.
   * @returns the avatar's id there; a foreign dispatcher may give none.
   * @throws {AvatarError} `unreachable` or `refused`; or the signal's reason.
   */
  async launch(request: LaunchRequest, signal: AbortSignal): Promise<string | undefined> {
    const { connOptions } = this.#access;
    for (let retry = 0; ; retry++) {
      try {
        return await this.#launchOnce(request);
      } catch (error) {
        signal.throwIfAborted();
        if (retry >= connOptions.maxRetry || !mayPass(error)) throw error;
      }
      await delay(retry === 0 ? FIRST_RETRY_MS : connOptions.retryIntervalMs, undefined, {
        signal,
      });
    }
  }

  /** Makes an avatar leave. One that is not there, or a dispatcher that is gone, is fine. */
  async remove(id: string): Promise<void> {
    await this.#ask('DELETE', `avatars/${id}`, { signal: this.#shortly() }).catch(() => undefined);
  }

  /** Whether an avatar runs there; undefined when that can't be told. */
  async runs(id: string): Promise<boolean | undefined> {
    try {
      const response = await this.#ask('GET', 'avatars', { signal: this.#shortly() });
      const list = avatarListSchema.safeParse(await response.json());
      return list.success ? list.data.avatars.some((avatar) => avatar.id === id) : undefined;
    } catch {
      return undefined;
    }
  }

  async #launchOnce(request: LaunchRequest): Promise<string | undefined> {
    const body = JSON.stringify(request);
    const signal = AbortSignal.timeout(LAUNCH_TIMEOUT_MS);
    const response = await this.#ask('POST', 'launch', { body, signal });
    const text = await response.text();
    if (!response.ok) throw refused(response.status, text);
    const answer = launchResponseSchema.safeParse(parseJson(text));
    if (answer.success) return answer.data.id;
    throw refused(response.status, text);
  }

  async #ask(method: string, path: string, init: RequestInit): Promise<Response> {
    const { dispatcherUrl, apiKey } = this.#access;
    const base = dispatcherUrl.endsWith('/') ? dispatcherUrl : `${dispatcherUrl}/`;
    const headers = {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    };
    try {
      return await fetch(new URL(path, base), { ...init, method, headers });
    } catch (cause) {
      throw new AvatarError(
        'unreachable',
        `No dispatcher answers at ${dispatcherUrl}: start one with “mouthpiece serve”, or set MOUTHPIECE_URL.`,
        { cause },
      );
    }
  }

  #shortly(): AbortSignal {
    return AbortSignal.timeout(this.#access.connOptions.timeoutMs);
  }
}

function refused(status: number, text: string): AvatarError {
  const body = errorResponseSchema.safeParse(parseJson(text));
  const reason = body.success ? body.data.reason : 'unknown';
  const message = body.success ? body.data.message : `It answered ${status}: ${text.slice(0, 200)}`;
  return new AvatarError('refused', `The dispatcher refused (${reason}): ${message}`, {
    refusal: { status, reason },
  });
}

/** A dispatcher that is not up yet, or has no browser yet, may soon be. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof AvatarError)) return false;
  return error.reason === 'unreachable' || error.refusal?.status === 503;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
