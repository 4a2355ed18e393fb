import type { CarrierHandlers } from './carrier.ts';
import type { FinishedReport } from './parse-finished.ts';
import type { SpokenSegment } from './spoken-segment.ts';

/** One segment on its way through an avatar. */
export interface LedgerEntry {
  readonly segment: SpokenSegment;
  /** Nothing more of it is to be sent. */
  readonly cut: boolean;
  /** Resolves when it is cut. */
  readonly ended: Promise<void>;
}

interface Entry extends LedgerEntry {
  cut: boolean;
  readonly end: () => void;
  /** A stream was opened, or is being opened: the avatar owes one report. */
  opened: boolean;
  /** The avatar was asked to end it. */
  clearAsked: boolean;
  /** The stream was closed: its length is known. */
  sent: boolean;
  /** Told as finished; a report that still comes is its own, and ignored. */
  told: boolean;
  startedAtMs: number | undefined;
}

export interface WireLedgerOptions extends CarrierHandlers {
  /** How late a report may be. */
  readonly patienceMs: number;
  /** A report is overdue. */
  onStuck(): void;
}

/**
 * Whose turn it is at the avatar. Reports carry no name: each stands for the oldest opened stream
 * that has none. So entries stay until their own report came, also when their end had to be told
 * without it: a late report can't be credited to the next segment.
 */
export class WireLedger {
  readonly #options: WireLedgerOptions;
  #entries: Entry[] = [];
  #overdue: NodeJS.Timeout | undefined;
  #allTold = Promise.withResolvers<void>();

  constructor(options: WireLedgerOptions) {
    this.#options = options;
  }

  /**
   * Whether something at the avatar has to be cleared that no clear has reached yet; takes it that
   * one will be sent now.
   */
  takeClear(): boolean {
    const due = this.#entries.filter(({ opened, cut, clearAsked }) => opened && cut && !clearAsked);
    for (const entry of due) entry.clearAsked = true;
    return due.length > 0;
  }

  add(segment: SpokenSegment): LedgerEntry {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const entry: Entry = {
      segment,
      ended,
      end,
      cut: false,
      opened: false,
      clearAsked: false,
      sent: false,
      told: false,
      startedAtMs: undefined,
    };
    this.#entries.push(entry);
    return entry;
  }

  opening(entry: LedgerEntry): void {
    (entry as Entry).opened = true;
  }

  /** It could not be opened: the avatar knows nothing of it. */
  failed(entry: LedgerEntry): void {
    Object.assign(entry, { opened: false, cut: true });
    this.#tellUnopened();
  }

  sent(entry: LedgerEntry): void {
    (entry as Entry).sent = true;
    this.#expect();
  }

  /** `lk.playback_started` came. */
  started(): void {
    const entry = this.#entries.find(({ opened }) => opened);
    if (!entry || entry.startedAtMs !== undefined) return;
    entry.startedAtMs = performance.now();
    if (!entry.told) this.#options.onStarted(entry.segment);
    this.#expect();
  }

  /** `lk.playback_finished` came. */
  finished({ heardSec, interrupted }: FinishedReport): void {
    const entry = this.#entries.find(({ opened }) => opened);
    if (!entry) return;
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    const sec = heardSec ?? estimate(entry, performance.now());
    // Cut off before the avatar had it all, it may have come to its end there in good order.
    this.#tell(entry, sec, interrupted || (entry.cut && sec < lengthOf(entry) - 0.001));
    this.#tellUnopened();
    this.#expect();
  }

  /** No entry so far is to be sent on. */
  cut(): void {
    for (const entry of this.#entries) {
      entry.cut = true;
      entry.end();
    }
    this.#tellUnopened();
  }

  /** Resolves when every cut entry has been told, by its report or, after a while, without it. */
  async untilCutOnesAreTold(timeoutMs: number): Promise<void> {
    // What was being opened when it was cut can be settled now that it is known.
    this.#tellUnopened();
    if (this.#untoldCut().length === 0) return;
    const timer = setTimeout(() => this.#giveUpOnCut(), timeoutMs);
    try {
      await this.#allTold.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tells what was being heard as interrupted, and forgets the rest. */
  abandon(atMs: number): void {
    for (const entry of this.#entries) {
      entry.cut = true;
      entry.end();
      if (entry.startedAtMs !== undefined) this.#tell(entry, estimate(entry, atMs), true);
    }
    this.close();
  }

  close(): void {
    clearTimeout(this.#overdue);
    for (const entry of this.#entries) entry.end();
    this.#entries = [];
    this.#noteTold();
  }

  #giveUpOnCut(): void {
    const now = performance.now();
    for (const entry of this.#untoldCut()) this.#tell(entry, estimate(entry, now), true);
    this.#entries = this.#entries.filter(({ told, opened }) => opened || !told);
  }

  /** A cut entry that the avatar never saw ends when those before it have. */
  #tellUnopened(): void {
    while (this.#entries[0]?.cut && !this.#entries[0].opened) {
      this.#tell(this.#entries.shift()!, 0, true);
    }
  }

  #tell(entry: Entry, heardSec: number, interrupted: boolean): void {
    if (!entry.told) {
      entry.told = true;
      this.#options.onFinished(entry.segment, heardSec, interrupted);
    }
    this.#noteTold();
  }

  #untoldCut(): Entry[] {
    return this.#entries.filter(({ cut, told }) => cut && !told);
  }

  #noteTold(): void {
    if (this.#untoldCut().length > 0) return;
    this.#allTold.resolve();
    this.#allTold = Promise.withResolvers();
  }

  /** The oldest entry, when it was sent whole, has its length and some patience to be reported. */
  #expect(): void {
    clearTimeout(this.#overdue);
    const entry = this.#entries.find(({ opened }) => opened);
    if (!entry?.sent || entry.told) return;
    const lengthMs = lengthOf(entry) * 1000;
    const elapsedMs = performance.now() - (entry.startedAtMs ?? performance.now());
    const leftMs = Math.max(0, lengthMs - elapsedMs) + this.#options.patienceMs;
    this.#overdue = setTimeout(() => this.#options.onStuck(), leftMs);
    this.#overdue.unref();
  }
}

/** Seconds heard until then, as far as can be told without a report. */
function estimate(entry: Entry, atMs: number): number {
  if (entry.startedAtMs === undefined) return 0;
  const playedSec = Math.max(0, atMs - entry.startedAtMs) / 1000;
  return Math.min(playedSec, lengthOf(entry));
}

/** Seconds that the avatar has to play of it. */
function lengthOf({ segment }: Entry): number {
  return segment.durationSec - segment.resumeSec;
}
