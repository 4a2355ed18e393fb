/** What stands under a picture. */
export interface Caption {
  readonly timeSec: number;
  /** The phoneme that is heard meanwhile. */
  readonly phoneme: string;
  /** It is p, b or m: the lips have to meet. */
  readonly lips: boolean;
}

/** A sentence, and what is said at each of its pictures, 30 a second. */
export interface Spoken {
  readonly samples: readonly number[];
  readonly sampleRateHz: number;
  readonly captions: readonly Caption[];
}

/** As data URLs: all mouths on one sheet, and the whole face of each picture of a p, b or m. */
export interface Drawn {
  readonly sheet: string;
  readonly faces: readonly string[];
}

/** What the page offers to the one who drives it. */
export interface Strip {
  draw(spoken: Spoken): Promise<Drawn>;
}

export const FRAMES_PER_SEC = 30;
