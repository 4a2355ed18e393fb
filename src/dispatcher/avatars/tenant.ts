import {
  ended,
  isPresent,
  runAvatarPage,
  type FinalStatus,
  type HostedPage,
  type PresentStatus,
  type WatchPage,
} from '../../host/index.ts';
import type { Browser } from '../../programs/index.ts';
import type { PageOptions, PageStatus } from '../../protocol/index.ts';
import { DispatcherError } from '../dispatcher-error.ts';
import type { Log } from '../log.ts';
import { Watchers } from './watchers.ts';

export interface TenantOptions {
  readonly id: string;
  readonly room: string;
  readonly identity: string;
  readonly page: PageOptions;
  readonly pageUrl: string;
  readonly getBrowser: () => Promise<Browser>;
  /** The page that stands by, if there is one. */
  readonly takeSpare: () => HostedPage | undefined;
  /** The avatar has this many milliseconds to join. */
  readonly launchTimeoutMs: number;
  /** How long its page may leave a question unanswered, in milliseconds. */
  readonly patienceMs?: number | undefined;
  /** Comes into the room only after this one has left it. */
  readonly predecessor: Tenant | undefined;
  readonly log: Log;
}

/** One avatar that runs here, from its launch until its page is closed. */
export class Tenant {
  readonly id: string;
  readonly room: string;
  readonly identity: string;
  readonly since = new Date();
  /**
   * Resolves when the avatar has joined and published.
   *
   * @throws {DispatcherError} saying why it has not.
   */
  readonly joined: Promise<PresentStatus>;
  /** Resolves when it is gone, whatever the reason. */
  readonly gone: Promise<FinalStatus>;
  readonly #leaving = new AbortController();
  readonly #joined = Promise.withResolvers<PresentStatus>();
  readonly #log: Log;
  readonly #watchers = new Watchers();
  #status: PageStatus = { state: 'connecting' };

  constructor(options: TenantOptions) {
    ({ id: this.id, room: this.room, identity: this.identity } = options);
    this.#log = options.log.child({
      avatar: options.id,
      room: options.room,
      identity: options.identity,
    });
    this.joined = this.#joined.promise;
    this.joined.catch(() => undefined);
    this.#leaving.signal.addEventListener('abort', () =>
      this.#joined.reject(this.#leaving.signal.reason),
    );
    this.gone = this.#live(options);
  }

  get status(): PageStatus {
    return this.#status;
  }

  /**
   * Tells what happens in the avatar's page as lines of JSON, while `signal` isn't aborted.
   */
  watch(onLines: (lines: string) => void, signal: AbortSignal): Promise<void> {
    return this.#watchers.add(onLines, signal);
  }

  /**
   * Makes the avatar leave its room properly.
   *
   * @param why what a launch that is still waiting is told.
   */
  async leave(why: DispatcherError): Promise<void> {
    this.#leaving.abort(why);
    await this.gone;
  }

  async #live(options: TenantOptions): Promise<FinalStatus> {
    const timer = setTimeout(() => {
      if (!isPresent(this.#status))
        this.#leaving.abort(DispatcherError.timeout(options.launchTimeoutMs));
    }, options.launchTimeoutMs);
    try {
      return this.#finish(await this.#run(options));
    } catch (error) {
      return this.#finish(ended('left', String(error)), error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(options: TenantOptions): Promise<FinalStatus> {
    await options.predecessor?.leave(DispatcherError.replaced());
    const signal = this.#leaving.signal;
    signal.throwIfAborted();
    return runAvatarPage({
      browser: await options.getBrowser(),
      spare: options.takeSpare(),
      pageUrl: options.pageUrl,
      page: options.page,
      patienceMs: options.patienceMs,
      signal,
      onStatus: (status) => this.#report(status),
      onPage: (watch: WatchPage) => this.#watchers.open(watch),
      onMessage: ({ level, text }) =>
        this.#log[level === 'error' ? 'error' : 'warn'](`page: ${text}`),
    });
  }

  #report(status: PageStatus): void {
    this.#status = status;
    this.#log.info(describe(status));
    if (isPresent(status)) this.#joined.resolve(status);
  }

  #finish(status: FinalStatus, error?: unknown): FinalStatus {
    this.#status = status;
    this.#joined.reject(error ?? refusal(status));
    this.#log[status.state === 'failed' ? 'error' : 'info'](
      { reason: status.reason },
      `Avatar ${status.state}: ${status.message}`,
    );
    return status;
  }
}

function describe(status: PageStatus): string {
  if (status.state === 'live') return `Avatar speaks for ${status.controller}.`;
  if (status.state !== 'waiting') return `Avatar is ${status.state}.`;
  const { width, height, fps, renderer, reason } = status.picture;
  return `Avatar joined and waits for its agent: ${width}x${height} at ${fps} fps, drawn by ${renderer} (${reason}).`;
}

function refusal(status: FinalStatus): DispatcherError {
  return new DispatcherError(status.state === 'failed' ? status.reason : 'ended', status.message);
}
