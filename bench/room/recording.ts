/** Length of a block of sound. */
export const BLOCK_MS = 10;

/** 10 ms of decoded sound. */
export interface SoundBlock {
  /** When its end arrived, of `performance.now()`. */
  readonly atMs: number;
  readonly samples: Int16Array;
}

/** One decoded picture. */
export interface Picture {
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
  /** Brightness at a grid of points in the region that is watched. */
  readonly luma: Uint8Array;
}

/** What a subscriber got, in the order in which it came. */
export interface Recording {
  readonly sound: readonly SoundBlock[];
  readonly pictures: readonly Picture[];
}
