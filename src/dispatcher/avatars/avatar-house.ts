import { randomBytes } from 'node:crypto';
import type { Browser } from '../../programs/index.ts';
import {
  readToken,
  TokenError,
  type LaunchRequest,
  type PageOptions,
  type TokenClaims,
} from '../../protocol/index.ts';
import { DispatcherError } from '../dispatcher-error.ts';
import type { Log } from '../log.ts';
import type { SparePage } from './spare-page.ts';
import { Tenant } from './tenant.ts';

export interface AvatarHouseOptions {
  readonly getBrowser: () => Promise<Browser>;
  /** Where pages stand by; without, each avatar opens its own. */
  readonly spare?: SparePage | undefined;
  /** Where the avatar page is served. */
  readonly pageUrl: string;
  readonly launchTimeoutMs: number;
  /** Other sites that models and images may come from. Never taken from a request. */
  readonly avatarOrigins?: readonly string[] | undefined;
  /** How long an avatar's page may leave a question unanswered, in milliseconds. */
  readonly patienceMs?: number | undefined;
  readonly log: Log;
}

/** The avatars that run here: at most one for each room and identity. */
export class AvatarHouse {
  readonly #options: AvatarHouseOptions;
  readonly #tenants = new Map<string, Tenant>();
  /** Who comes next must wait for whom: by server, room and identity. */
  readonly #places = new Map<string, Tenant>();
  #closed = false;

  constructor(options: AvatarHouseOptions) {
    this.#options = options;
  }

  /**
   * Starts an avatar in place of the one of the same room and identity, if there is one.
   *
   * @throws {DispatcherError} for a request that can't lead to an avatar.
   */
  launch(request: LaunchRequest): Tenant {
    if (this.#closed) throw DispatcherError.shuttingDown();
    const claims = checkToken(request);
    const place = JSON.stringify([request.url, claims.room, claims.identity]);
    const { room_name: _, ...asked } = request;
    const { avatarOrigins, spare, ...options } = this.#options;
    const page: PageOptions = avatarOrigins?.length
      ? { ...asked, avatarOrigins: [...avatarOrigins] }
      : asked;
    const tenant = new Tenant({
      ...options,
      takeSpare: () => spare?.take(),
      id: randomBytes(6).toString('hex'),
      room: claims.room,
      identity: claims.identity,
      page,
      predecessor: this.#places.get(place),
    });
    this.#admit(tenant, place);
    if (spare) refill(spare, tenant, page);
    return tenant;
  }

  /** Those that are here, or on their way in or out; oldest first. */
  list(): Tenant[] {
    return [...this.#tenants.values()];
  }

  /**
   * The avatar of this id.
   *
   * @throws {DispatcherError} `not_found`.
   */
  find(id: string): Tenant {
    const tenant = this.#tenants.get(id);
    if (!tenant) throw DispatcherError.notFound(id);
    return tenant;
  }

  /**
   * Makes an avatar leave, and waits until it has.
   *
   * @throws {DispatcherError} `not_found`.
   */
  async remove(id: string): Promise<void> {
    await this.find(id).leave(DispatcherError.removed());
  }

  /** Makes all avatars leave, and lets none in any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.list().map((tenant) => tenant.leave(DispatcherError.shuttingDown())));
  }

  #admit(tenant: Tenant, place: string): void {
    this.#tenants.set(tenant.id, tenant);
    this.#places.set(place, tenant);
    void tenant.gone.then(() => {
      this.#tenants.delete(tenant.id);
      if (this.#places.get(place) === tenant) this.#places.delete(place);
    });
  }
}

/** The next avatar will probably look like the last one. */
function refill(spare: SparePage, tenant: Tenant, page: PageOptions): void {
  const { url: _url, token: _token, debug: _debug, ...options } = page;
  tenant.joined.then(
    () => spare.prepareSoon(options),
    () => undefined,
  );
}

function checkToken(request: LaunchRequest): TokenClaims {
  const claims = readClaims(request.token);
  if (claims.room === request.room_name) return claims;
  throw new DispatcherError(
    'room_mismatch',
    `room_name is ${JSON.stringify(request.room_name)}, but the token is for the room ${JSON.stringify(claims.room)}.`,
  );
}

function readClaims(token: string): TokenClaims {
  try {
    return readToken(token, Date.now() / 1000);
  } catch (cause) {
    if (cause instanceof TokenError)
      throw new DispatcherError('bad_token', cause.message, { cause });
    throw cause;
  }
}
