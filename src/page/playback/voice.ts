import type { PlayerSetup } from './player-port.ts';

/** Opus works at 48 kHz: at this rate nothing is resampled twice. */
export const RATE_HZ = 48_000;

/** What the avatar speaks with: a thread that plays, the clock that it plays by, and the track of what is played. */
export interface Voice {
  readonly track: MediaStreamTrack;
  /** Frames that are played at once. */
  readonly blockFrames: number;
  /** Seconds on the clock of all that is heard. */
  readonly nowSec: number;
  /** Starts the player on that thread, once. Its commands and events go through the port. */
  startPlayer(setup: PlayerSetup): MessagePort;
  /** Tells the clock's state, now and whenever it changes: `suspended` where the browser waits for a first click. */
  watch(onState: (state: AudioContextState) => void): void;
  close(): void;
}
