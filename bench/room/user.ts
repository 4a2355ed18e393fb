import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ServerAccess } from '../../src/programs/index.ts';
import { monotonicOriginMs } from './clock.ts';
import type { Region } from './crop.ts';
import type { Answers, Invitation, Question, Reply, Told } from './user-process.ts';

const PATIENCE_MS = 5000;

/**
 * A user who decodes what the avatar publishes, in a process of its own as users are: one that shares the agent's shares WebRTC's
 * threads with it too, and speech that the agent sends is heard by it as silence. Times are of this process's `performance.now()`.
 */
export class User {
  readonly #child: ChildProcess;
  readonly #gone: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#gone = once(child, 'exit');
  }

  /**
   * Comes once the user is in the room.
   *
   * @param region the part of the picture that is kept.
   */
  static async invite({ url, apiKey, apiSecret }: ServerAccess, room: string, region: Region) {
    const server = { url, apiKey, apiSecret };
    const invitation: Invitation = { server, room, region, originMs: monotonicOriginMs() };
    const child = fork(new URL('user-process.ts', import.meta.url), [JSON.stringify(invitation)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const user = new User(child);
    await user.#hear();
    return user;
  }

  /** When both tracks had been published. */
  untilPublished(): Promise<number> {
    return this.#ask('published');
  }

  /** From then on it looks how late its own process is. */
  untilSeeing(): Promise<void> {
    return this.#ask('seeing');
  }

  /** What was heard and seen from the beginning on. */
  tell(): Promise<Told> {
    return this.#ask('recording');
  }

  async leave(): Promise<void> {
    if (this.#child.connected) this.#child.send('leave' satisfies Question);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  #ask<Q extends Question>(question: Q): Promise<Answers[Q]> {
    const answer = this.#hear();
    this.#child.send(question);
    return answer as Promise<Answers[Q]>;
  }

  async #hear(): Promise<unknown> {
    const ended = this.#gone.then(() => {
      throw new Error('A user of the bench has ended.');
    });
    const message = once(this.#child, 'message') as Promise<[Reply]>;
    const [reply] = await Promise.race([message, ended]);
    if ('error' in reply) throw new Error(reply.error);
    return reply.value;
  }
}
