import { ATTRIBUTE_PUBLISH_ON_BEHALF } from '../../protocol/index.ts';

/** What is asked of a participant to know whether it may give orders. */
export interface Candidate {
  readonly identity: string;
  readonly isAgent: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Knows whose avatar this is: the agent that was named (by the launch or the address), else the one
 * on whose behalf our token lets us publish, else the first agent in the room that is no avatar
 * itself. Once found it stays: an agent that goes and returns is still the controller.
 */
export class ControllerChoice {
  #identity: string | undefined;

  constructor(named: string | undefined, onBehalfOf: string | undefined) {
    this.#identity = named ?? onBehalfOf;
  }

  /** The controller's identity, whether it is in the room or not; undefined while unknown. */
  get identity(): string | undefined {
    return this.#identity;
  }

  /** Takes note of who is in the room, in order of joining. */
  consider(participants: Iterable<Candidate>): void {
    if (this.#identity !== undefined) return;
    for (const { identity, isAgent, attributes } of participants) {
      if (!isAgent || attributes[ATTRIBUTE_PUBLISH_ON_BEHALF]) continue;
      this.#identity = identity;
      return;
    }
  }
}
