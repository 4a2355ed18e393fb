import type { PlayerCoreOptions, PlayerEvent } from './player-core.ts';

/** How the player is set up on its thread. */
export interface PlayerSetup {
  readonly core: PlayerCoreOptions;
  /** Answer each command with a receipt: what a recording needs to be played again to the frame. */
  readonly receipts: boolean;
}

/** A command was taken, in the order in which they were sent. */
export interface PlayerReceipt {
  readonly type: 'handled';
  /** First frame of the first block that knew of the command. */
  readonly clockFrame: number;
}

/** What the thread sends to the page. */
export type PlayerMessage = PlayerEvent | PlayerReceipt;

/** What a worker that plays is given. It tells `startMs` whenever that has changed. */
export interface PlayerWorkerSetup {
  readonly player: PlayerSetup;
  readonly port: MessagePort;
  /** Where the sound goes. */
  readonly writable: WritableStream<AudioData>;
  /** When the clock read 0, see `epoch.ts`. */
  readonly startMs: number;
  readonly rateHz: number;
  readonly blockFrames: number;
}
