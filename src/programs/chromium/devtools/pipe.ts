import type { Readable, Writable } from 'node:stream';
import { DevtoolsSession, type Message } from './session.ts';

const END = '\0';

/**
 * A browser's debugging protocol over two pipes: messages of JSON, each ended by a zero. Unlike a
 * port, nobody else on the machine can reach it, and the browser ends when this process does,
 * however it does.
 */
export class DevtoolsPipe {
  /** The conversation with the browser itself. It has ended when the browser has. */
  readonly root: DevtoolsSession;
  readonly #input: Writable;
  readonly #sessions = new Map<string | undefined, DevtoolsSession>();
  #unfinished = '';

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    this.root = this.openSession();
    // A browser that has just ended is told of by the end of its output.
    input.on('error', () => undefined);
    output.on('error', () => undefined);
    output.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    output.once('close', () => {
      for (const session of this.#sessions.values()) session.end();
    });
  }

  /** The conversation with a page, under the id that the browser gave it. */
  openSession(id?: string): DevtoolsSession {
    const session = new DevtoolsSession((message) =>
      this.#input.write(JSON.stringify({ ...message, sessionId: id }) + END),
    );
    this.#sessions.set(id, session);
    return session;
  }

  #take(text: string): void {
    const messages = (this.#unfinished + text).split(END);
    this.#unfinished = messages.pop()!;
    for (const message of messages) this.#pass(JSON.parse(message) as Message);
  }

  #pass(message: Message): void {
    this.#sessions.get(message.sessionId)?.take(message);
    if (message.method !== 'Target.detachedFromTarget') return;
    const { sessionId } = message.params as { readonly sessionId: string };
    this.#sessions.get(sessionId)?.end();
    this.#sessions.delete(sessionId);
  }
}
