import type { ProbeEvent, ProbeFact } from './events.ts';

/** Facts that hold until they are told anew: who listens late hears them first. */
type Lasting = Extract<ProbeFact, { type: 'scene' | 'controller' | 'claims' | 'audio' | 'state' }>;

type Listener = (event: ProbeEvent) => void;

/**
 * Where the page's stages tell what happens in them. Nobody listens as a rule: then `tell` is undefined,
 * and `probe.tell?.({ … })` doesn't even make its argument.
 */
export class Probe {
  /** Tells the listeners, in order of happening. Undefined while there are none. */
  tell: ((fact: ProbeFact) => void) | undefined;
  readonly #listeners = new Set<Listener>();
  readonly #lasting = new Map<ProbeFact['type'], ProbeEvent>();
  #calls = 0;

  /** Tells what holds from now on, also to those who come later. */
  keep(fact: Lasting): void {
    const event = { atMs: performance.now(), ...fact };
    this.#lasting.set(fact.type, event);
    this.#pass(event);
  }

  /** A number for a call, so that its answer can be told apart. */
  nextCall(): number {
    return ++this.#calls;
  }

  /** @returns the way to stop listening. */
  listen(listener: Listener): () => void {
    for (const event of this.#lasting.values()) listener(event);
    this.#listeners.add(listener);
    this.tell = this.#tell;
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.tell = undefined;
    };
  }

  readonly #tell = (fact: ProbeFact) => this.#pass({ atMs: performance.now(), ...fact });

  #pass(event: ProbeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
