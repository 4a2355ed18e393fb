/** How long an avatar waits for its controller. */
export interface Patience {
  /** Seconds until it gives up on a controller that never came. */
  readonly firstSec: number;
  /** Seconds until it gives up on a controller that went away. */
  readonly againSec: number;
}

/** Notices when the controller has been away for too long. */
export class PresenceWatch {
  readonly #patience: Patience;
  readonly #onLost: (reason: 'controller_never_came' | 'controller_gone') => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = false;
  #present = false;

  constructor(
    patience: Patience,
    onLost: (reason: 'controller_never_came' | 'controller_gone') => void,
  ) {
    this.#patience = patience;
    this.#onLost = onLost;
    this.#wait();
  }

  /** Says whether the controller is in the room now. */
  update(present: boolean): void {
    if (present === this.#present) return;
    this.#present = present;
    this.#seen ||= present;
    this.close();
    if (!present) this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const { firstSec, againSec } = this.#patience;
    const [waitSec, reason] = this.#seen
      ? ([againSec, 'controller_gone'] as const)
      : ([firstSec, 'controller_never_came'] as const);
    this.#timer = setTimeout(() => this.#onLost(reason), waitSec * 1000);
  }
}
