import { setImmediate as nextTurn } from 'node:timers/promises';

export interface PulseOptions {
  /** Asks for a sign of life; resolves with whether one came. */
  readonly beat: () => Promise<boolean>;
  /** Silence of this length is death. */
  readonly lostAfterMs: number;
  /** Silence that is not normal any more, asked at each beat. Resolves with whether it is death. */
  readonly confirm: () => Promise<boolean>;
  readonly onLost: () => void;
}

/** Beats come at least this often. */
const MAX_INTERVAL_MS = 1_000;
/** Beats without an answer before someone else is asked. */
const SUSPICIOUS_BEATS = 2;
/** A timer this many times too late means that this process slept, not the avatar. */
const OVERSLEPT = 3;

/** Notices when an avatar falls silent that LiveKit still takes for present. */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #intervalMs: number;
  #timer: NodeJS.Timeout | undefined;
  #lastBeatMs = performance.now();
  #lastSignMs = performance.now();
  #suspended = false;
  #over = false;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#intervalMs = Math.min(MAX_INTERVAL_MS, options.lostAfterMs / 5);
    this.#schedule();
  }

  /** When it was last known to be alive, on the clock of `performance.now()`. */
  get lastSignMs(): number {
    return this.#lastSignMs;
  }

  /** Something was heard of it. */
  sign(): void {
    this.#lastSignMs = performance.now();
  }

  /** While this side's own connection is down, silence means nothing. */
  suspend(): void {
    this.#suspended = true;
  }

  /** The patience begins anew. */
  resume(): void {
    this.#suspended = false;
    this.sign();
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.#tick(), this.#intervalMs);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    const nowMs = performance.now();
    const overslept = nowMs - this.#lastBeatMs > OVERSLEPT * this.#intervalMs;
    this.#lastBeatMs = nowMs;
    if (overslept) this.sign();
    // Answers that lie ready are read before a verdict.
    await nextTurn();
    if (this.#over) return;
    this.#schedule();
    if (this.#suspended) return;
    const silentMs = performance.now() - this.#lastSignMs;
    if (silentMs > this.#options.lostAfterMs) return this.#lose();
    if (silentMs > SUSPICIOUS_BEATS * this.#intervalMs) this.#suspect();
    this.#beat();
  }

  #suspect(): void {
    const askedMs = performance.now();
    void this.#options.confirm().then((dead) => {
      if (dead && this.#lastSignMs < askedMs && !this.#suspended) this.#lose();
    });
  }

  #beat(): void {
    void this.#options.beat().then((alive) => {
      if (alive) this.sign();
    });
  }

  #lose(): void {
    if (this.#over) return;
    this.close();
    this.#options.onLost();
  }
}
