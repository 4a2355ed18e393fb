import type { LivekitServer } from '../../src/programs/index.ts';
import type { Child } from './child.ts';
import type { Region } from '../room/crop.ts';
import type { Speech } from '../../e2e/kit/wav.ts';

/** One way to give an agent a face. */
export interface Contender {
  /** For the command line, such as `cpu-640x360`. */
  readonly name: string;
  readonly peer: boolean;
  readonly width: number;
  readonly height: number;
  /** The part of the picture that moves with the speech: dark when loud or open. */
  readonly region: Region;
  /** What the picture means to show at 0, 10, 20 … ms of a speech, in any unit. */
  plan(speech: Speech): Promise<Float32Array>;
  /** @returns what starts, from nothing, the command that brings an avatar into a room. */
  prepareCommand(server: LivekitServer, room: string): Promise<() => Child>;
  /**
   * Launches an avatar again and again where everything is up and running.
   *
   * @returns milliseconds each time; nothing where there is no such thing.
   */
  launchWarm(server: LivekitServer, times: number): Promise<number[]>;
  /** Brings an avatar into each room. */
  start(server: LivekitServer, rooms: readonly string[]): Promise<RunningAvatars>;
}

export interface RunningAvatars {
  /** Roots of the process trees. */
  readonly pids: readonly number[];
  /** What each says of its picture. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}
