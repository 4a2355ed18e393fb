import type { PlayerCoreOptions, PlayerEvent } from './player-core.ts';

/** How the processor on the audio thread is set up. */
export interface PlayerSetup {
  readonly core: PlayerCoreOptions;
  /** Answer each command with a receipt: what a recording needs to be played again to the frame. */
  readonly receipts: boolean;
}

/** A command was taken, in the order in which they were sent. */
export interface PlayerReceipt {
  readonly type: 'handled';
  /** The audio clock then, in frames. */
  readonly contextFrame: number;
  /** First frame of the first quantum that knew of the command. */
  readonly nextFrame: number;
}

/** What the audio thread sends to the page. */
export type PlayerMessage = PlayerEvent | PlayerReceipt;
