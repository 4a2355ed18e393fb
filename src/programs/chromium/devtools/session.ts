import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;

/** An answer, or an event. */
export interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A command. */
export interface Command {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/**
 * A conversation with one part of a browser, in the words of
 * https://chromedevtools.github.io/devtools-protocol/. Commands are carried out in the order in
 * which they are sent.
 */
export class DevtoolsSession {
  /** Resolves when that part is gone. */
  readonly ended: Promise<void>;
  readonly #say: (command: Command) => void;
  readonly #ended = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #listeners = new Map<string, (params: never) => void>();
  #lastId = 0;
  #over = false;

  constructor(say: (command: Command) => void) {
    this.#say = say;
    this.ended = this.#ended.promise;
  }

  /** @throws {Error} with the browser's words when it refuses, or when it ends first. */
  send<M extends keyof Commands>(
    method: M,
    ...[params]: Commands[M]['paramsType']
  ): Promise<Commands[M]['returnType']> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    if (this.#over) this.end();
    else this.#say({ id, method, params });
    return answer.promise as Promise<Commands[M]['returnType']>;
  }

  /** Sets the listener to one kind of event. */
  on<E extends keyof Events>(event: E, listener: (params: Events[E][0]) => void): void {
    this.#listeners.set(event, listener);
  }

  /** Takes what the browser says. */
  take({ id, method, params, result, error }: Message): void {
    if (method !== undefined) this.#listeners.get(method)?.(params as never);
    if (id === undefined) return;
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) answer?.reject(new Error(error.message));
    else answer?.resolve(result);
  }

  /** Nobody answers any more. */
  end(): void {
    this.#over = true;
    for (const answer of this.#waiting.values())
      answer.reject(new Error('The page or its browser has ended.'));
    this.#waiting.clear();
    this.#ended.resolve();
  }
}
