import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PageStatus } from '../protocol/index.ts';

/** Lines kept for the person before the page. */
const KEPT_LINES = 50;

export interface JournalLine {
  readonly at: Date;
  readonly text: string;
  readonly trouble: boolean;
}

export interface JournalState {
  readonly status: PageStatus;
  readonly lines: readonly JournalLine[];
  /** The browser holds the sound back until somebody clicks. */
  readonly awaitsClick: boolean;
  /** The published picture, for the person before the page. */
  readonly picture: MediaStreamTrack | undefined;
  /** Present when this machine can play the voice. */
  readonly listening: boolean | undefined;
}

/** What the session says of itself in plain words: on the page, and on the console for a host's log. */
export class Journal {
  readonly store: StoreApi<JournalState> = createStore<JournalState>(() => ({
    status: { state: 'connecting' },
    lines: [],
    awaitsClick: false,
    picture: undefined,
    listening: undefined,
  }));

  say(text: string): void {
    console.info(text);
    this.#add(text, false);
  }

  /** Something went wrong, and the session goes on. */
  trouble(text: string, cause?: unknown): void {
    console.warn(cause === undefined ? text : `${text}: ${String(cause)}`);
    this.#add(text, true);
  }

  update(change: Partial<JournalState>): void {
    this.store.setState(change);
  }

  #add(text: string, trouble: boolean): void {
    const line = { at: new Date(), text, trouble };
    this.store.setState(({ lines }) => ({ lines: [...lines, line].slice(-KEPT_LINES) }));
  }
}
